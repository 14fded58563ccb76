// Pixels to the elements a model reads: a table of 256 or 65,536 elements is looked up, whatever
// the elements are.
//
// Memory traffic per n pixels of b bytes and elements of e bytes: in n*b (the table of an 8-bit
// image stays in the L1 cache, that of a 16-bit image in the L2 cache), out n*e.
#include "device.h"

// 40 bytes.
struct NormalizeTask {
  u64 source;
  u64 target;
  u64 table;         // one element per pixel value
  u64 pixels;        // how many
  int pixel_bytes;   // 1 or 2
  int element_bytes; // 1, 2 or 4
};
static_assert(sizeof(NormalizeTask) == 40, "NormalizeTask");

template <typename T, typename Element>
static __device__ __forceinline__ void look_up(const NormalizeTask &task) {
  const T *source = in_device<const T>(task.source);
  const Element *table = in_device<const Element>(task.table);
  Element *target = in_device<Element>(task.target);
  u64 step = (u64)gridDim.x * blockDim.x;
  for (u64 i = (u64)blockIdx.x * blockDim.x + threadIdx.x; i < task.pixels; i += step) {
    target[i] = table[source[i]];
  }
}

template <typename T>
static __device__ __forceinline__ void normalize_pixels(const NormalizeTask &task) {
  switch (task.element_bytes) {
    case 1: look_up<T, u8>(task); break;
    case 2: look_up<T, u16>(task); break;
    default: look_up<T, u32>(task); break;
  }
}

KERNEL void normalize(const NormalizeTask *tasks) {
  const NormalizeTask task = tasks[blockIdx.z];
  if (task.pixel_bytes == 1) {
    normalize_pixels<u8>(task);
  } else {
    normalize_pixels<u16>(task);
  }
}
