// Linear resize with letterbox. Also what an area resize becomes where a side grows: only the
// tables differ.
//
// Memory traffic per image, 8 bit, content w x h of a source W x H, target n pixels: in at most
// 2*h rows of W bytes (and never more than W*H: a source row is read from memory once, its
// neighbours come from the L2 cache), tables 8*(w + h) bytes; out n bytes. For a target of 224
// rows and a source of 1024: 448 of 1024 rows. 16 bit: pixels twice as large.
#include "resize.h"

// Where a target pixel lies between two source pixels, and their weights. 8 bytes.
struct alignas(8) FixedWeights {
  int index;
  short first;   // multiples of 1/2048
  short second;
};

struct alignas(8) FloatWeights {
  int index;
  float second;  // the first is 1 minus this
};

template <typename T>
struct LinearOf;

template <>
struct LinearOf<u8> {
  typedef FixedWeights Weights;

  static __device__ __forceinline__ int blend(
      int a, int b, int c, int d, const FixedWeights &across, const FixedWeights &down) {
    int above = a * across.first + b * across.second;
    int below = c * across.first + d * across.second;
    int value = ((down.first * (above >> 4)) >> 16) + ((down.second * (below >> 4)) >> 16);
    return clamp((value + 2) >> 2, 0, 255);
  }
};

template <>
struct LinearOf<u16> {
  typedef FloatWeights Weights;

  static __device__ __forceinline__ int blend(
      int a, int b, int c, int d, const FloatWeights &across, const FloatWeights &down) {
    float first = 1.0f - across.second;
    float above = a * first + b * across.second;
    float below = c * first + d * across.second;
    return to_pixel<u16>(above * (1.0f - down.second) + below * down.second);
  }
};

// ROWS pixels of a column: where it lies is worked out once, and the lanes of a warp read side by
// side. RIGHT: how far the right neighbour is, 0 in a single column; in others the table's columns always
// have one. Rows beyond the content are not wanted, and may be any.
template <typename T, int RIGHT>
static __device__ __forceinline__ void linear_rows(
    const ResizeTask &task, int column, int row, int *values) {
  typedef typename LinearOf<T>::Weights Weights;
  const Weights across = in_device<const Weights>(task.columns)[column];
  const Weights *rows = in_device<const Weights>(task.rows);
  const T *source = source_of<T>(task.image) + across.index;
  const int last_row = task.image.source_height - 1;
  const int pitch = task.image.source_pitch;
#pragma unroll
  for (int k = 0; k < ROWS; k++) {
    const Weights down = rows[clamp(row + k, 0, task.content_height - 1)];
    const T *upper = source + (u64)clamp(down.index, 0, last_row) * pitch;
    const T *lower = source + (u64)clamp(down.index + 1, 0, last_row) * pitch;
    values[k] = LinearOf<T>::blend(upper[0], upper[RIGHT], lower[0], lower[RIGHT], across, down);
  }
}

template <typename T>
static __device__ __forceinline__ void resize_linear_of(const ResizeTask &task) {
  const int width = task.image.target_width;
  const int x = own_x(width);
  const int y = own_y(width) * ROWS;
  if (x >= width || y >= task.image.target_height) {
    return;
  }
  const int column = x - task.left;
  const int row = y - task.top;
  int values[ROWS] = {0, 0, 0, 0};
  if (column < 0 || column >= task.content_width || row + ROWS <= 0
      || row >= task.content_height) {
    // Padding.
  } else if (task.factor_x == 2 && task.factor_y == 2) {
#pragma unroll
    for (int k = 0; k < ROWS; k++) {
      values[k] = half<T>(task, column, clamp(row + k, 0, task.content_height - 1));
    }
  } else if (task.image.source_width > 1) {
    linear_rows<T, 1>(task, column, row, values);
  } else {
    linear_rows<T, 0>(task, column, row, values);
  }
  T *target = target_of<T>(task.image) + (u64)y * width + x;
#pragma unroll
  for (int k = 0; k < ROWS; k++) {
    if (y + k < task.image.target_height) {
      bool padding = row + k < 0 || row + k >= task.content_height;
      target[(u64)k * width] = static_cast<T>(padding ? 0 : values[k]);
    }
  }
}

KERNEL void resize_linear(const ResizeTask *tasks) {
  const ResizeTask task = tasks[blockIdx.z];
  if (task.image.pixel_bytes == 1) {
    resize_linear_of<u8>(task);
  } else {
    resize_linear_of<u16>(task);
  }
}
