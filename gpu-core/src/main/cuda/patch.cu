// Overwrites parts of an image in place, one after the other: a later one covers an earlier one.
//
// Memory traffic per patch of n pixels of b bytes: in n*b where pixels are given, out n*b.
#include "device.h"

// One part. 40 bytes.
struct Patch {
  u64 pixels;  // address of the new pixels, without gaps; 0 for one value
  u64 target;  // address of the part's first pixel
  int pitch;   // pixels from one row of the image to the next
  int width;
  int height;
  int value;
  int pixel_bytes;
  int unused;
};
static_assert(sizeof(Patch) == 40, "Patch");

// The parts of one image. 16 bytes.
struct PatchTask {
  u64 patches;  // Patch
  u64 count;
};
static_assert(sizeof(PatchTask) == 16, "PatchTask");

template <typename T>
static __device__ __forceinline__ void paint(const Patch &patch) {
  const T *pixels = in_device<const T>(patch.pixels);
  T *target = in_device<T>(patch.target);
  for (int y = threadIdx.y; y < patch.height; y += blockDim.y) {
    for (int x = threadIdx.x; x < patch.width; x += blockDim.x) {
      T value = pixels ? pixels[(u64)y * patch.width + x] : static_cast<T>(patch.value);
      target[(u64)y * patch.pitch + x] = value;
    }
  }
}

// One block an image, so that parts that overlap are written in order.
COOPERATIVE_KERNEL void patch(const PatchTask *tasks) {
  const PatchTask task = tasks[blockIdx.z];
  const Patch *patches = in_device<const Patch>(task.patches);
  for (u64 i = 0; i < task.count; i++) {
    if (patches[i].pixel_bytes == 1) {
      paint<u8>(patches[i]);
    } else {
      paint<u16>(patches[i]);
    }
    __syncthreads();
  }
}
