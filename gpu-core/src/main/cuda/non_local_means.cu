// Non-local means. Integers only, so the result does not depend on the order of the sums; weights are
// a table that the host makes.
//
// A thread makes ROWS pixels of one column. Their templates overlap, so it takes the differences along
// each row of the template once and adds them to all pixels whose template holds that row.
//
// Memory traffic per image of n pixels of b bytes: in n*b, out n*b; the search and template windows
// are served by the L1 cache. Work is what counts: search^2 * template * (template + ROWS - 1) / ROWS
// differences for each pixel.
#include "device.h"

// 64 bytes.
struct NonLocalMeansTask {
  ImageTask image;
  u64 weights;        // u32 by the template's distance, shifted; beyond the last one it is 0
  int count;          // number of weights
  int shift;          // of a distance
  int template_reach; // half of the template's side
  int search_reach;   // half of the search window's side
};
static_assert(sizeof(NonLocalMeansTask) == 64, "NonLocalMeansTask");

// Of 8 bit the sums fit 32 bit, because the weights were made so. Of 16 bit they do not.
template <typename T>
struct MeansOf;

template <>
struct MeansOf<u8> {
  typedef u32 Sum;
  static __device__ __forceinline__ u32 apart(int a, int b) { return (u32)((a - b) * (a - b)); }
};

template <>
struct MeansOf<u16> {
  typedef u64 Sum;
  static __device__ __forceinline__ u32 apart(int a, int b) { return (u32)(a < b ? b - a : a - b); }
};

// INSIDE: no pixel that the thread reads lies beyond the border.
template <typename T, bool INSIDE>
static __device__ __forceinline__ const T *line_of(const ImageTask &image, int y) {
  int row = INSIDE ? y : reflect_101(y, image.source_height);
  return source_of<T>(image) + (u64)row * image.source_pitch;
}

template <typename T, bool INSIDE>
static __device__ __forceinline__ int pixel_of(const ImageTask &image, const T *line, int x) {
  return line[INSIDE ? x : reflect_101(x, image.source_width)];
}

template <typename T, bool INSIDE>
static __device__ __forceinline__ void means_of_column(
    const NonLocalMeansTask &task, int x, int y) {
  const ImageTask &image = task.image;
  const u32 *weights = in_device<const u32>(task.weights);
  const int reach = task.template_reach;
  typename MeansOf<T>::Sum sums[ROWS];
  typename MeansOf<T>::Sum totals[ROWS];
#pragma unroll
  for (int k = 0; k < ROWS; k++) {
    sums[k] = 0;
    totals[k] = 0;
  }
  for (int dy = -task.search_reach; dy <= task.search_reach; dy++) {
    for (int dx = -task.search_reach; dx <= task.search_reach; dx++) {
      u32 distances[ROWS];
#pragma unroll
      for (int k = 0; k < ROWS; k++) {
        distances[k] = 0;
      }
      for (int j = -reach; j < ROWS + reach; j++) {
        const T *own = line_of<T, INSIDE>(image, y + j);
        const T *other = line_of<T, INSIDE>(image, y + dy + j);
        u32 apart = 0;
        for (int i = -reach; i <= reach; i++) {
          apart += MeansOf<T>::apart(
              pixel_of<T, INSIDE>(image, own, x + i),
              pixel_of<T, INSIDE>(image, other, x + dx + i));
        }
#pragma unroll
        for (int k = 0; k < ROWS; k++) {
          distances[k] += j - k >= -reach && j - k <= reach ? apart : 0;
        }
      }
#pragma unroll
      for (int k = 0; k < ROWS; k++) {
        int index = (int)(distances[k] >> task.shift);
        if (index < task.count) {
          u32 weight = weights[index];
          const T *line = line_of<T, INSIDE>(image, y + dy + k);
          totals[k] += weight;
          sums[k] += (typename MeansOf<T>::Sum)weight
              * (u32)pixel_of<T, INSIDE>(image, line, x + dx);
        }
      }
    }
  }
#pragma unroll
  for (int k = 0; k < ROWS; k++) {
    if (y + k < image.target_height) {
      target_of<T>(image)[(u64)(y + k) * image.target_width + x] =
          static_cast<T>((sums[k] + totals[k] / 2) / totals[k]);
    }
  }
}

template <typename T>
static __device__ __forceinline__ void means(const NonLocalMeansTask &task) {
  int x = own_x(task.image.target_width);
  int y = own_y(task.image.target_width) * ROWS;
  if (x >= task.image.target_width || y >= task.image.target_height) {
    return;
  }
  int reach = task.template_reach + task.search_reach;
  bool inside = x >= reach && x + reach < task.image.source_width && y >= reach
      && y + ROWS - 1 + reach < task.image.source_height;
  if (inside) {
    means_of_column<T, true>(task, x, y);
  } else {
    means_of_column<T, false>(task, x, y);
  }
}

KERNEL void non_local_means(const NonLocalMeansTask *tasks) {
  const NonLocalMeansTask task = tasks[blockIdx.z];
  if (task.image.pixel_bytes == 1) {
    means<u8>(task);
  } else {
    means<u16>(task);
  }
}
