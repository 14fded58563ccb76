// Linear resize with letterbox. Also what an area resize becomes where a side grows: only the
// tables differ.
//
// Memory traffic per image, 8 bit, content w x h of a source W x H, target n pixels: in at most
// 2*h rows of W bytes (and never more than W*H: a source row is read from memory once, its
// neighbours come from the L2 cache), tables 8*(w + h) bytes; out n bytes. For a target of 224
// rows and a source of 1024: 448 of 1024 rows. 16 bit: pixels twice as large.
#include "resize.h"

// Where a target pixel lies between two source pixels, and their weights. 8 bytes.
struct FixedWeights {
  int index;
  short first;   // multiples of 1/2048
  short second;
};

struct FloatWeights {
  int index;
  float second;  // the first is 1 minus this
};

static __device__ __forceinline__ u8 linear_8(const ResizeTask &task, int column, int row) {
  FixedWeights across = reinterpret_cast<const FixedWeights *>(task.columns)[column];
  FixedWeights down = reinterpret_cast<const FixedWeights *>(task.rows)[row];
  int last_row = task.image.source_height - 1;
  int right = min(across.index + 1, task.image.source_width - 1);
  const u8 *source = source_of<u8>(task.image);
  const u8 *upper = source + (u64)clamp(down.index, 0, last_row) * task.image.source_pitch;
  const u8 *lower = source + (u64)clamp(down.index + 1, 0, last_row) * task.image.source_pitch;
  int above = upper[across.index] * across.first + upper[right] * across.second;
  int below = lower[across.index] * across.first + lower[right] * across.second;
  int value = ((down.first * (above >> 4)) >> 16) + ((down.second * (below >> 4)) >> 16);
  return static_cast<u8>(clamp((value + 2) >> 2, 0, 255));
}

static __device__ __forceinline__ u16 linear_16(const ResizeTask &task, int column, int row) {
  FloatWeights across = reinterpret_cast<const FloatWeights *>(task.columns)[column];
  FloatWeights down = reinterpret_cast<const FloatWeights *>(task.rows)[row];
  int last_row = task.image.source_height - 1;
  int right = min(across.index + 1, task.image.source_width - 1);
  const u16 *source = source_of<u16>(task.image);
  const u16 *upper = source + (u64)clamp(down.index, 0, last_row) * task.image.source_pitch;
  const u16 *lower = source + (u64)clamp(down.index + 1, 0, last_row) * task.image.source_pitch;
  float first = 1.0f - across.second;
  float above = upper[across.index] * first + upper[right] * across.second;
  float below = lower[across.index] * first + lower[right] * across.second;
  return to_pixel<u16>(above * (1.0f - down.second) + below * down.second);
}

KERNEL void resize_linear(const ResizeTask *tasks) {
  const ResizeTask task = tasks[blockIdx.z];
  int x = own_x(task.image.target_width);
  int y = own_y(task.image.target_width);
  u64 to = (u64)y * task.image.target_width + x;
  int column = x - task.left;
  int row = y - task.top;
  bool halves = task.factor_x == 2 && task.factor_y == 2;
  if (task.image.pixel_bytes == 1) {
    if (in_content<u8>(task, x, y)) {
      target_of<u8>(task.image)[to] =
          halves ? half<u8>(task, column, row) : linear_8(task, column, row);
    }
  } else if (in_content<u16>(task, x, y)) {
    target_of<u16>(task.image)[to] =
        halves ? half<u16>(task, column, row) : linear_16(task, column, row);
  }
}
