// Histograms of the input and of the result, and the summary that decides whether an image counts.
//
// Memory traffic per image of n pixels of b bytes:
//   input_histogram      in n*b, out 1 KiB (8 bit) or up to min(n, 65536) counters of 4 bytes (16 bit)
//   summarize            in 1 KiB or 256 KiB, out 16 bytes and the same number of 64-bit counters
//   processed_histogram  in n*b, out 2 KiB or up to n 64-bit counters
// The counters of 8-bit images stay in the L2 cache; the floor is reading each pixel once.
#include "device.h"

// Sum and kind of one image, read by the host and by processed_histogram. 16 bytes.
struct Summary {
  u64 sum;
  u32 constant;  // 1 if all pixels have the same value
  u32 counted;   // 1 if the image is part of the statistics
};
static_assert(sizeof(Summary) == 16, "Summary");

// 80 bytes. `image.target` is not used.
struct alignas(16) HistogramTask {
  ImageTask image;
  u64 counts;           // u32 counts of this image alone: 256 or 65,536, zero at first
  u64 total;            // u64 counts of the lane for this pixel type
  u64 summary;          // Summary
  double mean_under;    // images with a lower mean do not count, in units of an 8-bit pixel
  u32 exclude_constant; // 1 if images of one value do not count
  u32 wanted;           // 1 if the caller wants this image to count
};
static_assert(sizeof(HistogramTask) == 80, "HistogramTask");

#define WORDS_OF_LANE 4
#define PIXELS_OF_WARP (4 * WORDS_OF_LANE * WARP)

// Counts 512 pixels side by side with the lanes of a warp, in its bins `own` bytes behind `bins`. A
// load's words are neighbours, because neighbours are alike: different bins of one bank wait for each
// other, equal ones are added up by the GPU, from compute capability 8.0 on. Flat background is added
// at once.
static __device__ __forceinline__ void count_512(const u32 *words, int lane, u32 *bins, u32 own) {
  u32 word[WORDS_OF_LANE];
#pragma unroll
  for (int k = 0; k < WORDS_OF_LANE; k++) {
    word[k] = words[k * WARP + lane];
  }
  u32 apart = word[0] ^ (word[0] & 255) * 0x01010101u;
#pragma unroll
  for (int k = 1; k < WORDS_OF_LANE; k++) {
    apart |= word[0] ^ word[k];
  }
  if (__all_sync(ALL_LANES, apart == 0)
      && __all_sync(ALL_LANES, word[0] == __shfl_sync(ALL_LANES, word[0], 0))) {
    if (lane == 0) {
      atomicAdd(&bin_of(word[0] << 2, bins, own), (u32)PIXELS_OF_WARP);
    }
  } else {
#pragma unroll
    for (int k = 0; k < WORDS_OF_LANE; k++) {
      count_word(word[k], bins, own);
    }
  }
}

// Counts n 8-bit pixels that lie side by side from a 4-byte border on, into one set of 256 bins a
// warp: eight warps in one set would wait for each other.
static __device__ void count_8(const u8 *pixels, u64 n, u32 *bins) {
  const u32 own = threadIdx.x / WARP * BINS_BYTES;
  for (int i = threadIdx.x; i < 8 * 256; i += blockDim.x) {
    bins[i] = 0;
  }
  __syncthreads();
  const u64 pieces = n / PIXELS_OF_WARP;
  for (u64 i = blockIdx.x * 8 + threadIdx.x / WARP; i < pieces; i += gridDim.x * 8) {
    const u8 *piece = pixels + i * PIXELS_OF_WARP;
    count_512(reinterpret_cast<const u32 *>(piece), threadIdx.x % WARP, bins, own);
  }
  if (blockIdx.x == 0) {
    for (u64 i = pieces * PIXELS_OF_WARP + threadIdx.x; i < n; i += blockDim.x) {
      atomicAdd(&bin_of(pixels[i] << 2, bins, own), 1u);
    }
  }
  __syncthreads();
}

static __device__ __forceinline__ u32 own_bin_of_all_warps(const u32 *bins) {
  u32 count = 0;
  for (int warp = 0; warp < 8; warp++) {
    count += bins[warp * 256 + threadIdx.x];
  }
  return count;
}

#define PIXELS_OF_WARP_16 (2 * WARP)

// Counts n 16-bit pixels that lie side by side from a 4-byte border on. 65,536 counters fit no shared
// memory, and pixels of one value wait for each other where they are counted: flat background, of
// which X-rays have much, is added at once.
template <typename Counter>
static __device__ __forceinline__ void count_16(const u16 *pixels, u64 n, Counter *counts) {
  const int lane = threadIdx.x % WARP;
  const u64 pieces = n / PIXELS_OF_WARP_16;
  for (u64 i = blockIdx.x * 8 + threadIdx.x / WARP; i < pieces; i += gridDim.x * 8) {
    const u32 pair = reinterpret_cast<const u32 *>(pixels)[i * WARP + lane];
    const u32 low = pair & 65535;
    const u32 high = pair >> 16;
    if (__all_sync(ALL_LANES, low == high)
        && __all_sync(ALL_LANES, pair == __shfl_sync(ALL_LANES, pair, 0))) {
      if (lane == 0) {
        atomicAdd(&counts[low], (Counter)PIXELS_OF_WARP_16);
      }
    } else {
      atomicAdd(&counts[low], (Counter)1);
      atomicAdd(&counts[high], (Counter)1);
    }
  }
  const u64 rest = pieces * PIXELS_OF_WARP_16 + threadIdx.x;
  if (blockIdx.x == 0 && rest < n) {
    atomicAdd(&counts[pixels[rest]], (Counter)1);
  }
}

// Whether this block has nothing to count, because other images of the batch are larger.
static __device__ __forceinline__ bool is_idle(const HistogramTask &task, u64 n) {
  const u64 pieces = n / (task.image.pixel_bytes == 1 ? PIXELS_OF_WARP : PIXELS_OF_WARP_16);
  return blockIdx.x != 0 && blockIdx.x * 8 >= pieces;
}

// Each image's own counts. Blocks of 256 threads; blockIdx.x shares an image's pixels out.
COOPERATIVE_KERNEL void input_histogram(const HistogramTask *tasks) {
  SHARED(u32, bins, 8 * 256);
  const HistogramTask task = tasks[blockIdx.z];
  u64 n = (u64)task.image.source_width * task.image.source_height;
  u32 *counts = in_device<u32>(task.counts);
  if (is_idle(task, n)) {
    return;
  }
  if (task.image.pixel_bytes == 1) {
    count_8(source_of<u8>(task.image), n, bins);
    u32 count = own_bin_of_all_warps(bins);
    if (count != 0) {
      atomicAdd(&counts[threadIdx.x], count);
    }
  } else {
    count_16(source_of<u16>(task.image), n, counts);
  }
}

// From an image's own counts to its sum, whether it counts, and the lane's totals. One block of 256
// threads an image.
COOPERATIVE_KERNEL void summarize(const HistogramTask *tasks) {
  SHARED(u64, scratch, 8);
  SHARED(u32, counted, 1);
  const HistogramTask task = tasks[blockIdx.z];
  const int bins = task.image.pixel_bytes == 1 ? 256 : 65536;
  const u64 n = (u64)task.image.source_width * task.image.source_height;
  const u32 *counts = in_device<const u32>(task.counts);
  u64 sum = 0;
  u64 constant = 0;
  for (int bin = threadIdx.x; bin < bins; bin += blockDim.x) {
    u64 count = counts[bin];
    sum += count * bin;
    constant += count == n;
  }
  sum = block_sum(sum, scratch);
  constant = block_sum(constant, scratch);
  if (threadIdx.x == 0) {
    // In this order in double precision, as the host does it.
    double mean = (double)sum * 255.0 / ((double)n * (double)(bins - 1));
    bool excluded = mean < task.mean_under || (task.exclude_constant && constant);
    Summary *summary = in_device<Summary>(task.summary);
    summary->sum = sum;
    summary->constant = constant != 0;
    summary->counted = counted[0] = task.wanted && !excluded;
  }
  __syncthreads();
  if (counted[0]) {
    u64 *total = in_device<u64>(task.total);
    for (int bin = threadIdx.x; bin < bins; bin += blockDim.x) {
      if (counts[bin] != 0) {
        atomicAdd(&total[bin], (u64)counts[bin]);
      }
    }
  }
}

// The results of images that count, straight into the lane's totals.
COOPERATIVE_KERNEL void processed_histogram(const HistogramTask *tasks) {
  SHARED(u32, bins, 8 * 256);
  const HistogramTask task = tasks[blockIdx.z];
  u64 n = (u64)task.image.source_width * task.image.source_height;
  if (is_idle(task, n) || !in_device<const Summary>(task.summary)->counted) {
    return;
  }
  u64 *total = in_device<u64>(task.total);
  if (task.image.pixel_bytes == 1) {
    count_8(source_of<u8>(task.image), n, bins);
    u32 count = own_bin_of_all_warps(bins);
    if (count != 0) {
      atomicAdd(&total[threadIdx.x], (u64)count);
    }
  } else {
    count_16(source_of<u16>(task.image), n, total);
  }
}
