// The two functions of NPP that device opencv-cuda comes to: an even histogram of 16-bit images with
// one level a value, which is how OpenCV's histEven is asked for it. Types and signatures as in
// nppi_statistics_functions.h of CUDA 13. Everything else of NPP returns NPP_NOT_SUPPORTED_MODE_ERROR.
#include <cuda_runtime.h>
#include <cstddef>
#include <cstdint>

struct NppiSize {
  int width;
  int height;
};

// Passed by value: 48 bytes.
struct NppStreamContext {
  cudaStream_t hStream;
  int nCudaDeviceId;
  int nMultiProcessorCount;
  int nMaxThreadsPerMultiProcessor;
  int nMaxThreadsPerBlock;
  size_t nSharedMemPerBlock;
  int nCudaDevAttrComputeCapabilityMajor;
  int nCudaDevAttrComputeCapabilityMinor;
  unsigned nStreamFlags;
  int nReserved0;
};
static_assert(sizeof(NppStreamContext) == 48, "NppStreamContext");

enum NppStatus {
  NPP_NOT_SUPPORTED_MODE_ERROR = -9999,
  NPP_MEMSET_ERROR = -1004,
  NPP_CUDA_KERNEL_EXECUTION_ERROR = -1000,
  NPP_SIZE_ERROR = -6,
  NPP_SUCCESS = 0
};

// As device cuda counts 16-bit pixels: 65,536 counters do not fit shared memory. A block takes rows.
__global__ void count_values(
    const uint8_t *source, int pitch, NppiSize size, int lowest, unsigned bins, unsigned *counts) {
  for (int y = blockIdx.x; y < size.height; y += gridDim.x) {
    const uint16_t *line = reinterpret_cast<const uint16_t *>(source + (size_t)y * pitch);
    for (int x = threadIdx.x; x < size.width; x += blockDim.x) {
      unsigned bin = (unsigned)line[x] - (unsigned)lowest;
      if (bin < bins) {
        atomicAdd(&counts[bin], 1u);
      }
    }
  }
}

extern "C" NppStatus nppiHistogramEvenGetBufferSize_16u_C1R_Ctx(
    NppiSize, int, size_t *buffer_bytes, NppStreamContext) {
  // None is used, but OpenCV's pool gives no block of 0 bytes.
  *buffer_bytes = 256;
  return NPP_SUCCESS;
}

extern "C" NppStatus nppiHistogramEven_16u_C1R_Ctx(
    const uint16_t *source, int pitch, NppiSize size, int32_t *counts, int levels, int32_t lowest,
    int32_t end, uint8_t *, NppStreamContext context) {
  if (size.width <= 0 || size.height <= 0) {
    return NPP_SIZE_ERROR;
  }
  if (levels < 2 || (int64_t)end - lowest != levels - 1) {
    return NPP_NOT_SUPPORTED_MODE_ERROR;
  }
  unsigned bins = levels - 1;
  if (cudaMemsetAsync(counts, 0, (size_t)bins * sizeof(*counts), context.hStream) != cudaSuccess) {
    return NPP_MEMSET_ERROR;
  }
  const uint8_t *first = reinterpret_cast<const uint8_t *>(source);
  unsigned *own = reinterpret_cast<unsigned *>(counts);
  void *arguments[] = {&first, &pitch, &size, &lowest, &bins, &own};
  cudaError_t launched = cudaLaunchKernel(
      count_values, dim3(size.height), dim3(256), arguments, 0, context.hStream);
  return launched == cudaSuccess ? NPP_SUCCESS : NPP_CUDA_KERNEL_EXECUTION_ERROR;
}
