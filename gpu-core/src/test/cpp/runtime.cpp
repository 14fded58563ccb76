// The few calls of CUDA's runtime library that the program makes before it opens a device, for a
// stand-in of libcudart.so.13. Everything else goes through the driver.
extern "C" {
int cuInit(unsigned);
int cuDriverGetVersion(int *);
int cuDeviceGetCount(int *);
int cuDeviceGetAttribute(int *, int, int);
int cuGetErrorName(int, const char **);

#define CALL __attribute__((visibility("default"))) int

CALL cudaDriverGetVersion(int *version) { return cuDriverGetVersion(version); }

CALL cudaGetDeviceCount(int *count) {
  int code = cuInit(0);
  return code != 0 ? code : cuDeviceGetCount(count);
}

CALL cudaDeviceGetAttribute(int *value, int attribute, int device) {
  return cuDeviceGetAttribute(value, attribute, device);
}

__attribute__((visibility("default"))) const char *cudaGetErrorName(int code) {
  const char *name = nullptr;
  cuGetErrorName(code, &name);
  return name == nullptr ? "unknown" : name;
}
}
