// What linear and area resizing share.
#pragma once
#include "device.h"

// 96 bytes. The target is the letterbox; the content lies in it, and the rest is black.
struct alignas(16) ResizeTask {
  ImageTask image;
  int left;            // black columns left of the content
  int top;             // black rows above it
  int content_width;
  int content_height;
  u64 columns;         // table of the columns, of the kind the kernel wants
  u64 rows;            // table of the rows
  int factor_x;        // source pixels a target pixel covers, where both are whole numbers; else 0
  int factor_y;
  u64 column_parts;    // area by fractions: the parts that the tables point into
  u64 row_parts;
};
static_assert(sizeof(ResizeTask) == 96, "ResizeTask");

// Whether the thread's pixel lies in the target; black padding is written at once.
template <typename T>
static __device__ __forceinline__ bool in_content(const ResizeTask &task, int x, int y) {
  if (x >= task.image.target_width || y >= task.image.target_height) {
    return false;
  }
  int column = x - task.left;
  int row = y - task.top;
  if (column < 0 || row < 0 || column >= task.content_width || row >= task.content_height) {
    target_of<T>(task.image)[(u64)y * task.image.target_width + x] = 0;
    return false;
  }
  return true;
}

// The rounded mean of two by two pixels: what both interpolations become at exactly half the size.
template <typename T>
static __device__ __forceinline__ T half(const ResizeTask &task, int column, int row) {
  int pitch = task.image.source_pitch;
  const T *upper = source_of<T>(task.image) + (u64)(2 * row) * pitch + 2 * column;
  const T *lower = upper + pitch;
  return static_cast<T>((upper[0] + upper[1] + lower[0] + lower[1] + 2) >> 2);
}
