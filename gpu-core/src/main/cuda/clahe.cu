// Contrast-limited adaptive histogram equalisation.
//
// Memory traffic per image of n pixels of b bytes and t tiles:
//   clahe_tables_8       in n, out 256*t bytes (a tile's histogram lives in shared memory)
//   clahe_histogram_16   in 2*n, out up to 4*n (counters, zeroed before: 256 KiB*t)
//   clahe_tables_16      in 2*256 KiB*t, out 256 KiB*t (the counters become the table in place)
//   clahe_interpolate    in n*b and the tables (8 bit: 256*t bytes, which the L1 cache holds;
//                        16 bit: up to 16 bytes a pixel), out n*b
#include "device.h"

// 80 bytes.
struct ClaheTask {
  ImageTask image;
  u64 tables;       // 8 bit: 256 bytes a tile; 16 bit: 65,536 u32 a tile, zero at first
  int tiles_x;
  int tiles_y;
  int tile_width;
  int tile_height;
  int clip;         // what a bin may hold
  float scale;      // largest value / pixels of a tile
  float per_column; // 1 / tile_width
  float per_row;    // 1 / tile_height
};
static_assert(sizeof(ClaheTask) == 80, "ClaheTask");

// Calls count(value) for each pixel of the block's tile. A warp takes a row, so that reads are side
// by side. Beyond the image it is mirrored.
template <typename T, typename Count>
static __device__ __forceinline__ void for_each_pixel_of_tile(const ClaheTask &task, Count count) {
  int left = blockIdx.x % task.tiles_x * task.tile_width;
  int top = blockIdx.x / task.tiles_x * task.tile_height;
  const T *source = source_of<T>(task.image);
  for (int j = threadIdx.x / WARP; j < task.tile_height; j += blockDim.x / WARP) {
    int row = reflect_101(top + j, task.image.source_height);
    const T *line = source + (u64)row * task.image.source_pitch;
    for (int i = threadIdx.x % WARP; i < task.tile_width; i += WARP) {
      count(line[reflect_101(left + i, task.image.source_width)]);
    }
  }
}

// What the clipped excess adds to each bin: a share on all, and the remainder one by one at a step.
struct Spread {
  u32 share;
  u32 remainder;
  u32 step;
};

static __device__ __forceinline__ Spread spread_of(u32 excess, u32 bins) {
  u32 remainder = excess % bins;
  u32 step = remainder == 0 ? 1 : max(bins / remainder, 1u);
  return Spread{excess / bins, remainder, step};
}

static __device__ __forceinline__ u32 spread_count(
    u32 count, u32 bin, u32 clip, const Spread &spread) {
  bool one_more = bin % spread.step == 0 && bin / spread.step < spread.remainder;
  return min(count, clip) + spread.share + (one_more ? 1 : 0);
}

// The table of one tile of an 8-bit image. A block of 256 threads a tile, a thread a bin.
COOPERATIVE_KERNEL void clahe_tables_8(const ClaheTask *tasks) {
  SHARED(u32, bins, 256);
  SHARED(u32, scratch, 8);
  const ClaheTask task = tasks[blockIdx.z];
  if (task.image.pixel_bytes != 1 || (int)blockIdx.x >= task.tiles_x * task.tiles_y) {
    return;
  }
  u32 bin = threadIdx.x;
  bins[bin] = 0;
  __syncthreads();
  for_each_pixel_of_tile<u8>(task, [&](u8 value) { atomicAdd(&bins[value], 1u); });
  __syncthreads();
  u32 clip = task.clip;
  u32 count = bins[bin];
  u32 excess = block_sum(count > clip ? count - clip : 0, scratch);
  u32 sum = block_prefix_sum(spread_count(count, bin, clip, spread_of(excess, 256)), scratch);
  u8 *table = reinterpret_cast<u8 *>(task.tables) + (u64)blockIdx.x * 256;
  table[bin] = to_pixel<u8>((float)sum * task.scale);
}

// The histograms of a 16-bit image's tiles.
KERNEL void clahe_histogram_16(const ClaheTask *tasks) {
  const ClaheTask task = tasks[blockIdx.z];
  if (task.image.pixel_bytes != 2 || (int)blockIdx.x >= task.tiles_x * task.tiles_y) {
    return;
  }
  u32 *bins = reinterpret_cast<u32 *>(task.tables) + (u64)blockIdx.x * 65536;
  for_each_pixel_of_tile<u16>(task, [&](u16 value) { atomicAdd(&bins[value], 1u); });
}

// From the histograms of a 16-bit image to its tables, in place. A block of 256 threads a tile, a
// thread for 256 bins in a row.
COOPERATIVE_KERNEL void clahe_tables_16(const ClaheTask *tasks) {
  SHARED(u32, scratch, 8);
  const ClaheTask task = tasks[blockIdx.z];
  if (task.image.pixel_bytes != 2 || (int)blockIdx.x >= task.tiles_x * task.tiles_y) {
    return;
  }
  u32 clip = task.clip;
  u32 first = threadIdx.x * 256;
  u32 *bins = reinterpret_cast<u32 *>(task.tables) + (u64)blockIdx.x * 65536 + first;
  u32 excess = 0;
  for (int i = 0; i < 256; i++) {
    excess += bins[i] > clip ? bins[i] - clip : 0;
  }
  const Spread spread = spread_of(block_sum(excess, scratch), 65536);
  u32 own = 0;
  for (int i = 0; i < 256; i++) {
    own += spread_count(bins[i], first + i, clip, spread);
  }
  u32 sum = block_prefix_sum(own, scratch) - own;
  for (int i = 0; i < 256; i++) {
    sum += spread_count(bins[i], first + i, clip, spread);
    bins[i] = to_pixel<u16>((float)sum * task.scale);
  }
}

template <typename T, typename Entry>
static __device__ __forceinline__ void interpolate(const ClaheTask &task, int x, int y) {
  const u64 bins = sizeof(T) == 1 ? 256 : 65536;
  float column = (float)x * task.per_column - 0.5f;
  float row = (float)y * task.per_row - 0.5f;
  float former = floorf(column);
  float upper = floorf(row);
  float a = column - former;
  float b = row - upper;
  int left = max((int)former, 0);
  int right = min((int)former + 1, task.tiles_x - 1);
  int top = max((int)upper, 0) * task.tiles_x;
  int bottom = min((int)upper + 1, task.tiles_y - 1) * task.tiles_x;
  T value = source_of<T>(task.image)[(u64)y * task.image.source_pitch + x];
  const Entry *tables = reinterpret_cast<const Entry *>(task.tables) + value;
  float above = tables[(top + left) * bins] * (1.0f - a) + tables[(top + right) * bins] * a;
  float below = tables[(bottom + left) * bins] * (1.0f - a) + tables[(bottom + right) * bins] * a;
  target_of<T>(task.image)[(u64)y * task.image.target_width + x] =
      to_pixel<T>(above * (1.0f - b) + below * b);
}

KERNEL void clahe_interpolate(const ClaheTask *tasks) {
  const ClaheTask task = tasks[blockIdx.z];
  int x = own_x(task.image.target_width);
  int y = own_y(task.image.target_width);
  if (x >= task.image.target_width || y >= task.image.target_height) {
    return;
  }
  if (task.image.pixel_bytes == 1) {
    interpolate<u8, u8>(task, x, y);
  } else {
    interpolate<u16, u32>(task, x, y);
  }
}
