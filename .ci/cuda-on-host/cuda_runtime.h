// CUDA's runtime as bench/npp-stand-in uses it, for a C++ compiler: memory is the host's, and a kernel's threads run
// one after the other before the launch returns.
#pragma once
#include <cstddef>
#include <cstring>
#include <utility>

#define __global__ static

typedef void *cudaStream_t;
enum cudaError_t { cudaSuccess };

struct dim3 {
  unsigned x, y, z;
  dim3(unsigned x, unsigned y = 1, unsigned z = 1) : x(x), y(y), z(z) {}
};
static dim3 threadIdx(0), blockIdx(0), blockDim(1), gridDim(1);

static inline unsigned atomicAdd(unsigned *address, unsigned value) {
  unsigned before = *address;
  *address += value;
  return before;
}

static inline cudaError_t cudaMemsetAsync(void *to, int value, size_t bytes, cudaStream_t) {
  std::memset(to, value, bytes);
  return cudaSuccess;
}

template <typename... Parameter, size_t... I>
void call(void (*kernel)(Parameter...), void **arguments, std::index_sequence<I...>) {
  kernel(*static_cast<Parameter *>(arguments[I])...);
}

template <typename... Parameter>
cudaError_t cudaLaunchKernel(
    void (*kernel)(Parameter...), dim3 grid, dim3 block, void **arguments, size_t, cudaStream_t) {
  gridDim = grid;
  blockDim = block;
  for (blockIdx.x = 0; blockIdx.x < grid.x; blockIdx.x++) {
    for (threadIdx.x = 0; threadIdx.x < block.x; threadIdx.x++) {
      call(kernel, arguments, std::index_sequence_for<Parameter...>());
    }
  }
  return cudaSuccess;
}
