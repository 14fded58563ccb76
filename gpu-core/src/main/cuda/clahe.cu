// Contrast-limited adaptive histogram equalisation.
//
// Memory traffic per image of n pixels of b bytes and t tiles:
//   clahe_tables_8       in n, out 256*t bytes (a tile's histogram lives in shared memory);
//                        clahe_tables_8_by_warp, too
//   clahe_histogram_16   in 2*n, out up to 4*n (counters, zeroed before: 256 KiB*t)
//   clahe_tables_16      in 2*256 KiB*t, out 256 KiB*t (the counters become the table in place)
//   clahe_interpolate    in n*b and the tables (8 bit: 256*t bytes, which the L1 cache holds;
//                        16 bit: up to 16 bytes a pixel), out n*b
#include "quad.h"

// 80 bytes.
struct alignas(16) ClaheTask {
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

// Clips and spreads bin after bin, without a division for each.
class SpreadWalk {
 public:
  __device__ __forceinline__ SpreadWalk(const Spread &spread, u32 clip, u32 bin)
      : spread(spread), clip(clip), turn(bin / spread.step), past(bin - turn * spread.step) {}

  // The count of the next bin afterwards.
  __device__ __forceinline__ u32 next(u32 count) {
    u32 one_more = past == 0 && turn < spread.remainder ? 1 : 0;
    past++;
    if (past == spread.step) {
      past = 0;
      turn++;
    }
    return min(count, clip) + spread.share + one_more;
  }

  // Passes that many bins over: `steps` whole ones of the spread's, and the rest.
  __device__ __forceinline__ void skip(u32 steps, u32 rest) {
    turn += steps;
    past += rest;
    if (past >= spread.step) {
      past -= spread.step;
      turn++;
    }
  }

 private:
  Spread spread;
  u32 clip;
  u32 turn;  // steps before the next bin
  u32 past;  // bins of the present step before it
};

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
  SpreadWalk walk(spread_of(excess, 256), clip, bin);
  u32 sum = block_prefix_sum(walk.next(count), scratch);
  u8 *table = in_device<u8>(task.tables) + (u64)blockIdx.x * 256;
  table[bin] = to_pixel<u8>((float)sum * task.scale);
}

#define WARP_BINS (256 / WARP)

// Counts the pixels of a tile with the lanes of a warp, UNIT side by side each. Lanes go on where
// the row ends, because tiles are often narrower than a warp is wide.
template <int UNIT, typename Count>
static __device__ __forceinline__ void walk_tile(const ClaheTask &task, int lane, Count count) {
  const int across = task.tile_width / UNIT;
  const int rows = WARP / across;
  const int rest = WARP % across;
  int j = lane / across;
  int i = lane % across;
  while (j < task.tile_height) {
    count(i * UNIT, j);
    i += rest;
    j += rows;
    if (i >= across) {
      i -= across;
      j++;
    }
  }
}

static __device__ __forceinline__ void count_tile(
    const ClaheTask &task, int tile, int lane, u32 *bins, u32 own) {
  const int left = tile % task.tiles_x * task.tile_width;
  const int top = tile / task.tiles_x * task.tile_height;
  const u8 *source = source_of<u8>(task.image);
  const int pitch = task.image.source_pitch;
  const int width = task.image.source_width;
  const int height = task.image.source_height;
  bool inside = left + task.tile_width <= width && top + task.tile_height <= height;
  if (inside && task.tile_width % QUAD == 0 && is_quads<u8>(task.image.source, pitch, width)) {
    const u8 *first = source + (u64)top * pitch + left;
    walk_tile<QUAD>(task, lane, [&](int i, int j) {
      count_word(*reinterpret_cast<const u32 *>(first + (u64)j * pitch + i), bins, own);
    });
  } else {
    walk_tile<1>(task, lane, [&](int i, int j) {
      const u8 *line = source + (u64)reflect_101(top + j, height) * pitch;
      atomicAdd(&bin_of(line[reflect_101(left + i, width)] << 2, bins, own), 1u);
    });
  }
}

// The table of one small tile of an 8-bit image: a warp a tile, a lane for eight bins in a row. A
// tile of 28 x 28 pixels is less work than what 256 threads need to agree on its table.
COOPERATIVE_KERNEL void clahe_tables_8_by_warp(const ClaheTask *tasks) {
  SHARED(u32, bins, 8 * 256);
  const ClaheTask task = tasks[blockIdx.z];
  const int lane = threadIdx.x % WARP;
  const int tile = blockIdx.x * 8 + threadIdx.x / WARP;
  if (task.image.pixel_bytes != 1 || tile >= task.tiles_x * task.tiles_y) {
    return;
  }
  u32 *own = bins + threadIdx.x / WARP * 256;
  for (int k = 0; k < WARP_BINS; k++) {
    own[lane + k * WARP] = 0;
  }
  __syncwarp();
  count_tile(task, tile, lane, bins, threadIdx.x / WARP * BINS_BYTES);
  __syncwarp();
  const u32 first = lane * WARP_BINS;
  const u32 clip = task.clip;
  u32 counts[WARP_BINS];
  u32 excess = 0;
#pragma unroll
  for (int k = 0; k < WARP_BINS; k++) {
    counts[k] = own[first + k];
    excess += counts[k] > clip ? counts[k] - clip : 0;
  }
  SpreadWalk walk(spread_of(warp_sum(excess), 256), clip, first);
  u32 sum = 0;
#pragma unroll
  for (int k = 0; k < WARP_BINS; k++) {
    counts[k] = walk.next(counts[k]);
    sum += counts[k];
  }
  sum = warp_prefix_sum(sum, lane) - sum;
  u64 entries = 0;
#pragma unroll
  for (int k = 0; k < WARP_BINS; k++) {
    sum += counts[k];
    entries |= (u64)to_pixel<u8>((float)sum * task.scale) << 8 * k;
  }
  in_device<u64>(task.tables)[tile * WARP + lane] = entries;
}

// The histograms of a 16-bit image's tiles.
KERNEL void clahe_histogram_16(const ClaheTask *tasks) {
  const ClaheTask task = tasks[blockIdx.z];
  if (task.image.pixel_bytes != 2 || (int)blockIdx.x >= task.tiles_x * task.tiles_y) {
    return;
  }
  u32 *bins = in_device<u32>(task.tables) + (u64)blockIdx.x * 65536;
  for_each_pixel_of_tile<u16>(task, [&](u16 value) { atomicAdd(&bins[value], 1u); });
}

// Four counters in a row.
struct alignas(16) FourBins {
  u32 values[QUAD];
};

#define BINS_OF_WARP (65536 / 8)
#define BINS_AT_ONCE (QUAD * WARP)

// Bins below one that the clipped excess gives one more than its share.
static __device__ __forceinline__ u32 one_more_below(const Spread &spread, u32 bin) {
  return min(spread.remainder, (bin + spread.step - 1) / spread.step);
}

// From the histograms of a 16-bit image to its tables, in place. A block of 256 threads a tile, a
// warp for 8,192 bins in a row, of which its lanes take four each, side by side.
COOPERATIVE_KERNEL void clahe_tables_16(const ClaheTask *tasks) {
  SHARED(u32, scratch, 8);
  const ClaheTask task = tasks[blockIdx.z];
  if (task.image.pixel_bytes != 2 || (int)blockIdx.x >= task.tiles_x * task.tiles_y) {
    return;
  }
  const u32 clip = task.clip;
  const int lane = threadIdx.x % WARP;
  const u32 first = threadIdx.x / WARP * BINS_OF_WARP;
  FourBins *bins = in_device<FourBins>(task.tables) + ((u64)blockIdx.x * 65536 + first) / QUAD;
  u32 excess = 0;
  u32 kept = 0;
  for (int i = lane; i < BINS_OF_WARP / QUAD; i += WARP) {
    const FourBins four = bins[i];
#pragma unroll
    for (int k = 0; k < QUAD; k++) {
      u32 below = min(four.values[k], clip);
      kept += below;
      excess += four.values[k] - below;
    }
  }
  const Spread spread = spread_of(block_sum(excess, scratch), 65536);
  // What the warp's bins hold afterwards, for the warps behind it.
  const u32 all = warp_sum(kept) + BINS_OF_WARP * spread.share
      + one_more_below(spread, first + BINS_OF_WARP) - one_more_below(spread, first);
  const u32 own = lane == WARP - 1 ? all : 0;
  u32 sum = block_prefix_sum(own, scratch) - own;
  SpreadWalk walk(spread, clip, first + lane * QUAD);
  const u32 steps = (BINS_AT_ONCE - QUAD) / spread.step;
  const u32 rest = (BINS_AT_ONCE - QUAD) % spread.step;
  for (int i = lane; i < BINS_OF_WARP / QUAD; i += WARP) {
    FourBins four = bins[i];
#pragma unroll
    for (int k = 0; k < QUAD; k++) {
      four.values[k] = walk.next(four.values[k]);
    }
    walk.skip(steps, rest);
    const u32 of_lane = four.values[0] + four.values[1] + four.values[2] + four.values[3];
    const u32 up_to_lane = sum + warp_prefix_sum(of_lane, lane);
    u32 entry = up_to_lane - of_lane;
#pragma unroll
    for (int k = 0; k < QUAD; k++) {
      entry += four.values[k];
      four.values[k] = to_pixel<u16>((float)entry * task.scale);
    }
    bins[i] = four;
    sum = __shfl_sync(ALL_LANES, up_to_lane, WARP - 1);
  }
}

template <typename T, typename Entry, bool WHOLE>
static __device__ __forceinline__ void interpolate_quad(const ClaheTask &task, int x, int y) {
  const u32 bins = sizeof(T) == 1 ? 256 : 65536;
  float row = (float)y * task.per_row - 0.5f;
  float upper = floorf(row);
  float b = row - upper;
  u32 top = max((int)upper, 0) * task.tiles_x;
  u32 bottom = min((int)upper + 1, task.tiles_y - 1) * task.tiles_x;
  const Entry *above = in_device<const Entry>(task.tables) + (u64)top * bins;
  const Entry *below = in_device<const Entry>(task.tables) + (u64)bottom * bins;
  int values[QUAD];
  const T *line = source_of<T>(task.image) + (u64)y * task.image.source_pitch;
  load_quad<T, WHOLE>(line, x, task.image.source_width, values);
#pragma unroll
  for (int k = 0; k < QUAD; k++) {
    int own = WHOLE ? x + k : min(x + k, task.image.source_width - 1);
    float column = (float)own * task.per_column - 0.5f;
    float former = floorf(column);
    float a = column - former;
    u32 left = max((int)former, 0) * bins + values[k];
    u32 right = min((int)former + 1, task.tiles_x - 1) * bins + values[k];
    float first = above[left] * (1.0f - a) + above[right] * a;
    float second = below[left] * (1.0f - a) + below[right] * a;
    values[k] = to_pixel<T>(first * (1.0f - b) + second * b);
  }
  T *target = target_of<T>(task.image) + (u64)y * task.image.target_width;
  store_quad<T, WHOLE>(target, x, task.image.target_width, values);
}

template <typename T, typename Entry>
static __device__ __forceinline__ void interpolate(const ClaheTask &task) {
  const ImageTask &image = task.image;
  int x = own_quad_x(image.target_width);
  int y = own_quad_y(image.target_width);
  if (x >= image.target_width || y >= image.target_height) {
    return;
  }
  if (is_quads<T>(image.source, image.source_pitch, image.source_width)
      && is_quads<T>(image.target, image.target_width, image.target_width)) {
    interpolate_quad<T, Entry, true>(task, x, y);
  } else {
    interpolate_quad<T, Entry, false>(task, x, y);
  }
}

KERNEL void clahe_interpolate(const ClaheTask *tasks) {
  const ClaheTask task = tasks[blockIdx.z];
  if (task.image.pixel_bytes == 1) {
    interpolate<u8, u8>(task);
  } else {
    interpolate<u16, u32>(task);
  }
}
