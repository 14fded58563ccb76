// Four pixels of a row a thread: where the thread is, what its row needs and what its neighbours
// share is worked out once for all four, and they move in one load and one store where an image's
// rows allow it.
#pragma once
#include "device.h"

#define QUAD 4

// The type that holds four pixels.
template <typename T>
struct QuadOf;

template <>
struct QuadOf<u8> {
  typedef u32 Bits;
};

template <>
struct QuadOf<u16> {
  typedef u64 Bits;
};

// First column and row of the thread's own quad in a target of that width. Blocks of 8 x 32 threads
// cover 32 x 32 pixels and are counted along blockIdx.x row by row, as those of a thread per pixel.
static __device__ __forceinline__ int own_quad_x(int width) {
  return blockIdx.x % ((width + 31) / 32) * 32 + threadIdx.x * QUAD;
}

static __device__ __forceinline__ int own_quad_y(int width) {
  return blockIdx.x / ((width + 31) / 32) * 32 + threadIdx.y;
}

// Whether every row of an image is whole quads, each at a multiple of its size in memory.
template <typename T>
static __device__ __forceinline__ bool is_quads(u64 address, int pitch, int width) {
  return address % sizeof(typename QuadOf<T>::Bits) == 0 && pitch % QUAD == 0 && width % QUAD == 0;
}

// Four pixels of a row from column x on. Beyond the row its last pixel is repeated.
template <typename T, bool WHOLE>
static __device__ __forceinline__ void load_quad(const T *line, int x, int width, int *values) {
  if constexpr (WHOLE) {
    typename QuadOf<T>::Bits bits =
        *reinterpret_cast<const typename QuadOf<T>::Bits *>(line + x);
#pragma unroll
    for (int k = 0; k < QUAD; k++) {
      values[k] = static_cast<T>(bits >> k * 8 * sizeof(T));
    }
  } else {
#pragma unroll
    for (int k = 0; k < QUAD; k++) {
      values[k] = line[min(x + k, width - 1)];
    }
  }
}

// Writes those of the four pixels that the row has.
template <typename T, bool WHOLE>
static __device__ __forceinline__ void store_quad(T *line, int x, int width, const int *values) {
  if constexpr (WHOLE) {
    typename QuadOf<T>::Bits bits = 0;
#pragma unroll
    for (int k = 0; k < QUAD; k++) {
      bits |= static_cast<typename QuadOf<T>::Bits>(values[k]) << k * 8 * sizeof(T);
    }
    *reinterpret_cast<typename QuadOf<T>::Bits *>(line + x) = bits;
  } else {
#pragma unroll
    for (int k = 0; k < QUAD; k++) {
      if (x + k < width) {
        line[x + k] = static_cast<T>(values[k]);
      }
    }
  }
}
