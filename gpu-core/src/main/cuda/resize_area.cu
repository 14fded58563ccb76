// Area resize with letterbox, where both sides shrink or stay.
//
// Memory traffic per image of a source W x H of b-byte pixels and a target of n pixels: in W*H*b
// (each source pixel belongs to one target pixel, at most four along the borders of cells, which
// the caches serve), tables 8 bytes per part; out n*b.
#include "resize.h"

// The parts of one target column or row. 8 bytes.
struct Span {
  int first;
  int count;
};

// A source column or row and its share of the target's. 8 bytes.
struct Part {
  int source;
  float weight;
};

// Whole numbers of source pixels per target pixel. 8-bit sums are integers; 16-bit sums are in
// single precision, four integers at a time, in the order of the rows.
template <typename T>
static __device__ __forceinline__ T whole_cell(const ResizeTask &task, int column, int row) {
  int across = task.factor_x;
  int down = task.factor_y;
  int pitch = task.image.source_pitch;
  const T *corner =
      source_of<T>(task.image) + (u64)row * down * pitch + (u64)column * across;
  float share = __fdiv_rn(1.0f, (float)(across * down));
  if (sizeof(T) == 1) {
    int sum = 0;
    for (int y = 0; y < down; y++) {
      for (int x = 0; x < across; x++) {
        sum += corner[(u64)y * pitch + x];
      }
    }
    return to_pixel<T>((float)sum * share);
  }
  float sum = 0;
  int area = across * down;
  int x = 0;
  const T *line = corner;
  int four = 0;
  for (int k = 0; k < area; k++) {
    four += line[x];
    // What does not fill a group of four is added one by one.
    if (k % 4 == 3 || k >= area / 4 * 4) {
      sum += (float)four;
      four = 0;
    }
    if (++x == across) {
      x = 0;
      line += pitch;
    }
  }
  return to_pixel<T>(sum * share);
}

template <typename T>
static __device__ __forceinline__ T fractional_cell(const ResizeTask &task, int column, int row) {
  Span across = in_device<const Span>(task.columns)[column];
  Span down = in_device<const Span>(task.rows)[row];
  const Part *columns = in_device<const Part>(task.column_parts) + across.first;
  const Part *rows = in_device<const Part>(task.row_parts) + down.first;
  const T *source = source_of<T>(task.image);
  float sum = 0;
  for (int j = 0; j < down.count; j++) {
    const T *line = source + (u64)rows[j].source * task.image.source_pitch;
    float of_row = 0;
    for (int i = 0; i < across.count; i++) {
      of_row += line[columns[i].source] * columns[i].weight;
    }
    sum += rows[j].weight * of_row;
  }
  return to_pixel<T>(sum);
}

template <typename T>
static __device__ __forceinline__ void resize_area_pixel(const ResizeTask &task) {
  int x = own_x(task.image.target_width);
  int y = own_y(task.image.target_width);
  if (!in_content<T>(task, x, y)) {
    return;
  }
  int column = x - task.left;
  int row = y - task.top;
  T value;
  if (task.factor_x == 2 && task.factor_y == 2) {
    value = half<T>(task, column, row);
  } else if (task.factor_x != 0) {
    value = whole_cell<T>(task, column, row);
  } else {
    value = fractional_cell<T>(task, column, row);
  }
  target_of<T>(task.image)[(u64)y * task.image.target_width + x] = value;
}

KERNEL void resize_area(const ResizeTask *tasks) {
  const ResizeTask task = tasks[blockIdx.z];
  if (task.image.pixel_bytes == 1) {
    resize_area_pixel<u8>(task);
  } else {
    resize_area_pixel<u16>(task);
  }
}
