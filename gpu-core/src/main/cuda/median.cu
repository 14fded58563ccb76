// Median of 3x3 and 5x5 pixels, edge pixels repeated.
//
// Memory traffic per image of n pixels of b bytes: in n*b (the 9 or 25 reads of a pixel are served
// by the L1 cache, whose lines neighbouring threads share), out n*b.
#include "device.h"

template <typename T>
static __device__ __forceinline__ void order(T &low, T &high) {
  T smaller = min(low, high);
  high = max(low, high);
  low = smaller;
}

static __device__ __forceinline__ int median_of_3(int a, int b, int c) {
  return max(min(a, b), min(max(a, b), c));
}

// Columns are sorted; the median of nine is the median of the largest low, the middle middle and
// the smallest high.
static __device__ __forceinline__ int median_of_9(int *v) {
#pragma unroll
  for (int column = 0; column < 3; column++) {
    order(v[column], v[column + 3]);
    order(v[column + 3], v[column + 6]);
    order(v[column], v[column + 3]);
  }
  int low = max(v[0], max(v[1], v[2]));
  int middle = median_of_3(v[3], v[4], v[5]);
  int high = min(v[6], min(v[7], v[8]));
  return median_of_3(low, middle, high);
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

template <int KERNEL_SIDE, typename T>
static __device__ __forceinline__ void median_pixel(const ImageTask &task) {
  int x = own_x(task.target_width);
  int y = own_y(task.target_width);
  if (x >= task.target_width || y >= task.target_height) {
    return;
  }
  const int radius = KERNEL_SIDE / 2;
  const T *source = source_of<T>(task);
  int v[KERNEL_SIDE * KERNEL_SIDE];
#pragma unroll
  for (int j = 0; j < KERNEL_SIDE; j++) {
    const T *line =
        source + (u64)clamp(y + j - radius, 0, task.source_height - 1) * task.source_pitch;
#pragma unroll
    for (int i = 0; i < KERNEL_SIDE; i++) {
      v[j * KERNEL_SIDE + i] = line[clamp(x + i - radius, 0, task.source_width - 1)];
    }
  }
  int median;
  if constexpr (KERNEL_SIDE == 3) {
    median = median_of_9(v);
  } else {
    median = Forget<14>::run(v, v + 14);
  }
  target_of<T>(task)[(u64)y * task.target_width + x] = static_cast<T>(median);
}

template <int KERNEL_SIDE>
static __device__ __forceinline__ void median(const ImageTask &task) {
  if (task.pixel_bytes == 1) {
    median_pixel<KERNEL_SIDE, u8>(task);
  } else {
    median_pixel<KERNEL_SIDE, u16>(task);
  }
}

KERNEL void median_3(const ImageTask *tasks) { median<3>(tasks[blockIdx.z]); }

KERNEL void median_5(const ImageTask *tasks) { median<5>(tasks[blockIdx.z]); }
