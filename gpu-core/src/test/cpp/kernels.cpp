// The kernels, as C++.
#include "kernels.cu"
