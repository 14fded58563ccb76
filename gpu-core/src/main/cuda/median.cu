// Median of 3x3 and 5x5 pixels, edge pixels repeated.
//
// Memory traffic per image of n pixels of b bytes: in n*b (what windows share is served by the L1
// cache, whose lines neighbouring threads share), out n*b.
#include "quad.h"

template <typename T>
static __device__ __forceinline__ void order(T &low, T &high) {
  T smaller = min(low, high);
  high = max(low, high);
  low = smaller;
}

static __device__ __forceinline__ int median_of_3(int a, int b, int c) {
  return max(min(a, b), min(max(a, b), c));
}

// Of the first N values, the smallest goes to the front and the largest to the end.
template <int N>
static __device__ __forceinline__ void extremes_outside(int *v) {
#pragma unroll
  for (int i = 0; i < N / 2; i++) {
    order(v[i], v[N - 1 - i]);
  }
#pragma unroll
  for (int i = 1; i < (N + 1) / 2; i++) {
    order(v[0], v[i]);
  }
#pragma unroll
  for (int i = N / 2; i < N - 1; i++) {
    order(v[i], v[N - 1]);
  }
}

// Forgetful selection: of 14 of the 25 values neither the smallest nor the largest can be the
// median. Both are dropped, one of the rest takes the place of one of them, and so on.
template <int N>
struct Forget {
  static __device__ __forceinline__ int run(int *v, const int *rest) {
    extremes_outside<N>(v);
    v[0] = rest[0];
    return Forget<N - 1>::run(v, rest + 1);
  }
};

template <>
struct Forget<3> {
  static __device__ __forceinline__ int run(int *v, const int *) {
    return median_of_3(v[0], v[1], v[2]);
  }
};

// The columns of four windows are sorted once for all that hold them; the median of nine is the
// median of the largest low, the middle middle and the smallest high.
template <typename T, bool WHOLE>
static __device__ __forceinline__ void median_3_quad(const ImageTask &task, int x, int y) {
  const int last = task.source_width - 1;
  int v[3][QUAD + 2];
#pragma unroll
  for (int j = 0; j < 3; j++) {
    int row = clamp(y + j - 1, 0, task.source_height - 1);
    const T *line = source_of<T>(task) + (u64)row * task.source_pitch;
    v[j][0] = line[max(x - 1, 0)];
    load_quad<T, WHOLE>(line, x, task.source_width, &v[j][1]);
    v[j][QUAD + 1] = line[min(x + QUAD, last)];
  }
#pragma unroll
  for (int i = 0; i < QUAD + 2; i++) {
    order(v[0][i], v[1][i]);
    order(v[1][i], v[2][i]);
    order(v[0][i], v[1][i]);
  }
  int medians[QUAD];
#pragma unroll
  for (int k = 0; k < QUAD; k++) {
    int low = max(v[0][k], max(v[0][k + 1], v[0][k + 2]));
    int middle = median_of_3(v[1][k], v[1][k + 1], v[1][k + 2]);
    int high = min(v[2][k], min(v[2][k + 1], v[2][k + 2]));
    medians[k] = median_of_3(low, middle, high);
  }
  T *target = target_of<T>(task) + (u64)y * task.target_width;
  store_quad<T, WHOLE>(target, x, task.target_width, medians);
}

template <typename T>
static __device__ __forceinline__ void median_3_of(const ImageTask &task) {
  int x = own_quad_x(task.target_width);
  int y = own_quad_y(task.target_width);
  if (x >= task.target_width || y >= task.target_height) {
    return;
  }
  if (is_quads<T>(task.source, task.source_pitch, task.source_width)
      && is_quads<T>(task.target, task.target_width, task.target_width)) {
    median_3_quad<T, true>(task, x, y);
  } else {
    median_3_quad<T, false>(task, x, y);
  }
}

KERNEL void median_3(const ImageTask *tasks) {
  const ImageTask task = tasks[blockIdx.z];
  if (task.pixel_bytes == 1) {
    median_3_of<u8>(task);
  } else {
    median_3_of<u16>(task);
  }
}

template <typename T>
static __device__ __forceinline__ void median_5_of(const ImageTask &task) {
  int x = own_x(task.target_width);
  int y = own_y(task.target_width);
  if (x >= task.target_width || y >= task.target_height) {
    return;
  }
  int v[25];
#pragma unroll
  for (int j = 0; j < 5; j++) {
    int row = clamp(y + j - 2, 0, task.source_height - 1);
    const T *line = source_of<T>(task) + (u64)row * task.source_pitch;
#pragma unroll
    for (int i = 0; i < 5; i++) {
      v[j * 5 + i] = line[clamp(x + i - 2, 0, task.source_width - 1)];
    }
  }
  int median = Forget<14>::run(v, v + 14);
  target_of<T>(task)[(u64)y * task.target_width + x] = static_cast<T>(median);
}

KERNEL void median_5(const ImageTask *tasks) {
  const ImageTask task = tasks[blockIdx.z];
  if (task.pixel_bytes == 1) {
    median_5_of<u8>(task);
  } else {
    median_5_of<u16>(task);
  }
}
