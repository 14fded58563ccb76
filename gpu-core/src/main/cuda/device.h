// What all kernels share. nvcc compiles these files for a GPU; the tests compile the very same files
// with a C++ compiler, where emulator.h stands in for CUDA.
//
// Every kernel takes one parameter, the address of an array of tasks, and blockIdx.z says which one
// a block works on: a whole batch of images of different sizes and depths is one launch. Tasks are
// written by the host (dev.xraygpu.gpu.cuda), byte by byte in the order of the fields below.
//
// Arithmetic: single precision, unfused (-fmad=false) and in the order written, because results
// equal the CPU device's bit for bit. rintf rounds half to even.
#pragma once

#ifdef __CUDACC__
// Shared memory of a block: `count` elements, undefined at first.
#define SHARED(type, name, count) __shared__ type name[count]
// A kernel whose threads never wait for each other, and one whose threads do. The emulator runs the
// former as plain loops.
#define KERNEL extern "C" __global__
#define COOPERATIVE_KERNEL extern "C" __global__
#define GLOBAL_POINTER(address) __cvta_global_to_generic(address)
#else
#include "emulator.h"
#define GLOBAL_POINTER(address) reinterpret_cast<void *>(address)
#endif

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define WARP 32
#define ALL_LANES 0xffffffffu

// One image between two stages. 40 bytes.
struct ImageTask {
  u64 source;         // address of the first pixel that is read
  u64 target;         // address of the first pixel that is written; its rows have no gaps
  int source_pitch;   // pixels from one row to the next
  int source_width;   // pixels that are read
  int source_height;
  int target_width;   // pixels that are written
  int target_height;
  int pixel_bytes;    // 1 or 2
};
static_assert(sizeof(ImageTask) == 40, "ImageTask");

// A pointer to the device's own memory. Compilers that know which memory it is need not have every
// access ask for it.
template <typename T>
static __device__ __forceinline__ T *in_device(u64 address) {
  return static_cast<T *>(GLOBAL_POINTER(address));
}

template <typename T>
static __device__ __forceinline__ const T *source_of(const ImageTask &task) {
  return in_device<const T>(task.source);
}

template <typename T>
static __device__ __forceinline__ T *target_of(const ImageTask &task) {
  return in_device<T>(task.target);
}

static __device__ __forceinline__ int clamp(int value, int low, int high) {
  return min(max(value, low), high);
}

// Column and row of the thread's own pixel in a target of that width. Blocks cover 32 x 8 pixels
// and are counted along blockIdx.x row by row, so that images of one batch may differ in shape.
static __device__ __forceinline__ int own_x(int width) {
  return blockIdx.x % ((width + 31) / 32) * 32 + threadIdx.x;
}

static __device__ __forceinline__ int own_y(int width) {
  return blockIdx.x / ((width + 31) / 32) * 8 + threadIdx.y;
}

// Rows that a thread makes of its column where it makes several: the first is own_y times this.
#define ROWS 4

// 3 2 1 | 0 1 2 3 | 2 1 0 : mirrored without repeating the edge, over any distance.
static __device__ __forceinline__ int reflect_101(int index, int length) {
  if (index >= 0 && index < length) {
    return index;
  }
  if (length == 1) {
    return 0;
  }
  int period = 2 * length - 2;
  int folded = index % period;
  if (folded < 0) {
    folded += period;
  }
  return folded < length ? folded : period - folded;
}

// Rounds half to even and keeps what a pixel holds.
template <typename T>
static __device__ __forceinline__ T to_pixel(float value) {
  const float largest = sizeof(T) == 1 ? 255.0f : 65535.0f;
  return static_cast<T>(fminf(fmaxf(rintf(value), 0.0f), largest));
}

// Bins for the 256 values of a byte, a set for each warp of a block: the first at `bins`, the warp's
// own `own` bytes behind it.
#define BINS_BYTES 1024

// The bin of the byte that `shifted` holds from bit 2 on. Four times a byte is how far its bin lies from
// the first, so it is cut out there, and one instruction does that and adds `own`, a multiple of
// BINS_BYTES.
static __device__ __forceinline__ u32 &bin_of(u32 shifted, u32 *bins, u32 own) {
  return *reinterpret_cast<u32 *>(reinterpret_cast<char *>(bins) + ((shifted & 255 * 4) | own));
}

// Counts the bytes of one 32-bit word.
static __device__ __forceinline__ void count_word(u32 word, u32 *bins, u32 own) {
  atomicAdd(&bin_of(word << 2, bins, own), 1u);
  atomicAdd(&bin_of(word >> 6, bins, own), 1u);
  atomicAdd(&bin_of(word >> 14, bins, own), 1u);
  atomicAdd(&bin_of(word >> 22, bins, own), 1u);
}

// The sum over all lanes of a warp, known to each of them.
template <typename T>
static __device__ __forceinline__ T warp_sum(T value) {
  for (int distance = WARP / 2; distance > 0; distance /= 2) {
    value += __shfl_xor_sync(ALL_LANES, value, distance);
  }
  return value;
}

// The sum over this lane and those before it.
static __device__ __forceinline__ u32 warp_prefix_sum(u32 value, int lane) {
  for (int distance = 1; distance < WARP; distance *= 2) {
    u32 before = __shfl_up_sync(ALL_LANES, value, distance);
    if (lane >= distance) {
      value += before;
    }
  }
  return value;
}

// The sum over all threads of a block of 256, known to each of them. `scratch` holds 8 elements.
template <typename T>
static __device__ __forceinline__ T block_sum(T value, T *scratch) {
  value = warp_sum(value);
  if (threadIdx.x % WARP == 0) {
    scratch[threadIdx.x / WARP] = value;
  }
  __syncthreads();
  T sum = 0;
  for (int warp = 0; warp < 8; warp++) {
    sum += scratch[warp];
  }
  __syncthreads();
  return sum;
}

// The sum over this thread and those before it, in a block of 256. `scratch` holds 8 elements.
static __device__ __forceinline__ u32 block_prefix_sum(u32 value, u32 *scratch) {
  int lane = threadIdx.x % WARP;
  int own_warp = threadIdx.x / WARP;
  value = warp_prefix_sum(value, lane);
  if (lane == WARP - 1) {
    scratch[own_warp] = value;
  }
  __syncthreads();
  for (int warp = 0; warp < own_warp; warp++) {
    value += scratch[warp];
  }
  __syncthreads();
  return value;
}
