// The small copy that duplicate search looks at: the mean of squares, halves rounded up, in integers.
// An 8-bit value v counts as 257 v, so values of both depths mean the same.
//
// Memory traffic per image of n pixels of b bytes: in n*b, out 2 bytes per square of factor^2 pixels.
#include "device.h"

// 48 bytes. The target's pixels are u16 whatever the source's are.
struct ThumbnailTask {
  ImageTask image;
  int factor;  // pixels along a side of a square; the last column and row may have fewer
  int scale;   // 257 for 8-bit and 1 for 16-bit pixels
};
static_assert(sizeof(ThumbnailTask) == 48, "ThumbnailTask");

template <typename T>
static __device__ __forceinline__ u16 mean_of_square(const ThumbnailTask &task, int x, int y) {
  int left = x * task.factor;
  int top = y * task.factor;
  int right = min(left + task.factor, task.image.source_width);
  int bottom = min(top + task.factor, task.image.source_height);
  u64 sum = 0;
  for (int row = top; row < bottom; row++) {
    const T *line = source_of<T>(task.image) + (u64)row * task.image.source_pitch;
    for (int column = left; column < right; column++) {
      sum += line[column];
    }
  }
  u64 area = (u64)(right - left) * (bottom - top);
  return static_cast<u16>((sum * task.scale + area / 2) / area);
}

KERNEL void thumbnail(const ThumbnailTask *tasks) {
  const ThumbnailTask task = tasks[blockIdx.z];
  int x = own_x(task.image.target_width);
  int y = own_y(task.image.target_width);
  if (x >= task.image.target_width || y >= task.image.target_height) {
    return;
  }
  target_of<u16>(task.image)[(u64)y * task.image.target_width + x] =
      task.image.pixel_bytes == 1 ? mean_of_square<u8>(task, x, y)
                                  : mean_of_square<u16>(task, x, y);
}
