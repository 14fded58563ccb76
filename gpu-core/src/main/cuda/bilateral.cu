// Bilateral filter. Colour and space weights are tables that the host makes; 16-bit images get
// their colour table here, because it depends on the image's own range.
//
// The sums are in single precision with fused multiply-add, so their last bit depends on the order
// of the taps: the order is that of OpenCV's AVX2 code, which takes blocks of 32 columns (8 bit) or
// 16 columns (16 bit) and the rest of a row in another way.
//
// Memory traffic per image of n pixels of b bytes: bilateral_8 and bilateral_16 in n*b (the taps
// are served by the L1 cache), out n*b; bilateral_range in 2*n; bilateral_colors out 16 KiB.
#include "device.h"

// A neighbour and its space weight. 8 bytes.
struct Tap {
  short dx;
  short dy;
  float weight;
};

// 88 bytes.
struct BilateralTask {
  ImageTask image;
  u64 taps;           // Tap, in the order of whole blocks of columns
  u64 taps_of_rest;   // the same taps in the order of the columns behind the last whole block
  u64 colors;         // float: 8 bit 256 weights by difference; 16 bit 4098, made on the device
  u64 range;          // 16 bit: two u32, smallest and largest pixel; at first the largest u32 and 0
  double per_color;   // 16 bit: -0.5 / sigma^2
  int count;          // number of taps
  int unused;
};
static_assert(sizeof(BilateralTask) == 88, "BilateralTask");

#define COLOR_STEPS 4096

template <typename T>
static __device__ __forceinline__ float at_tap(
    const BilateralTask &task, int x, int y, const Tap &tap) {
  const ImageTask &image = task.image;
  int column = reflect_101(x + tap.dx, image.source_width);
  int row = reflect_101(y + tap.dy, image.source_height);
  return (float)source_of<T>(image)[(u64)row * image.source_pitch + column];
}

KERNEL void bilateral_8(const BilateralTask *tasks) {
  const BilateralTask task = tasks[blockIdx.z];
  int x = own_x(task.image.target_width);
  int y = own_y(task.image.target_width);
  if (task.image.pixel_bytes != 1 || x >= task.image.target_width
      || y >= task.image.target_height) {
    return;
  }
  bool in_block = x < task.image.source_width / 32 * 32;
  const Tap *taps = in_device<const Tap>(in_block ? task.taps : task.taps_of_rest);
  const float *colors = in_device<const float>(task.colors);
  float own = source_of<u8>(task.image)[(u64)y * task.image.source_pitch + x];
  float weights = 0;
  float sum = 0;
  for (int k = 0; k < task.count; k++) {
    float value = at_tap<u8>(task, x, y, taps[k]);
    float weight = taps[k].weight * colors[(int)fabsf(value - own)];
    weights += weight;
    sum = __fmaf_rn(value, weight, sum);
  }
  target_of<u8>(task.image)[(u64)y * task.image.target_width + x] =
      to_pixel<u8>(__fdiv_rn(sum, weights));
}

// The smallest and the largest pixel of each 16-bit image. Blocks of 256 threads.
KERNEL void bilateral_range(const BilateralTask *tasks) {
  const BilateralTask task = tasks[blockIdx.z];
  if (task.image.pixel_bytes != 2) {
    return;
  }
  const u16 *source = source_of<u16>(task.image);
  u32 smallest = 0xffffffffu;
  u32 largest = 0;
  for (int y = blockIdx.x; y < task.image.source_height; y += gridDim.x) {
    const u16 *line = source + (u64)y * task.image.source_pitch;
    for (int x = threadIdx.x; x < task.image.source_width; x += blockDim.x) {
      smallest = min(smallest, (u32)line[x]);
      largest = max(largest, (u32)line[x]);
    }
  }
  u32 *range = in_device<u32>(task.range);
  atomicMin(&range[0], smallest);
  atomicMax(&range[1], largest);
}

static __device__ __forceinline__ float steps_per_value(const BilateralTask &task) {
  const u32 *range = in_device<const u32>(task.range);
  return __fdiv_rn((float)COLOR_STEPS, (float)(range[1] - range[0]));
}

// The colour weights of a 16-bit image: a Gaussian at 4,098 points over its range.
KERNEL void bilateral_colors(const BilateralTask *tasks) {
  const BilateralTask task = tasks[blockIdx.z];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (task.image.pixel_bytes != 2 || i >= COLOR_STEPS + 2) {
    return;
  }
  const u32 *range = in_device<const u32>(task.range);
  if (range[0] == range[1]) {
    return;
  }
  double difference = __fdiv_rn((float)i, steps_per_value(task));
  in_device<float>(task.colors)[i] = (float)exp(difference * difference * task.per_color);
}

// A weight between two entries of the table: in whole blocks of columns a mean of both, in the rest
// of a row one and a part of the difference. The same number but for the last bit.
static __device__ __forceinline__ float weight_in_block(
    const float *colors, float scale, float value, float own, float space) {
  float place = fabsf(value - own) * scale;
  int index = (int)place;
  place -= (float)index;
  return space * __fmaf_rn(colors[index + 1], place, colors[index] * (1.0f - place));
}

static __device__ __forceinline__ float weight_of_rest(
    const float *colors, float scale, float value, float own, float space) {
  float place = fabsf(value - own) * scale;
  int index = (int)place;
  place -= (float)index;
  return space * __fmaf_rn(place, colors[index + 1] - colors[index], colors[index]);
}

KERNEL void bilateral_16(const BilateralTask *tasks) {
  const BilateralTask task = tasks[blockIdx.z];
  int x = own_x(task.image.target_width);
  int y = own_y(task.image.target_width);
  if (task.image.pixel_bytes != 2 || x >= task.image.target_width
      || y >= task.image.target_height) {
    return;
  }
  u16 pixel = source_of<u16>(task.image)[(u64)y * task.image.source_pitch + x];
  u16 *target = target_of<u16>(task.image) + (u64)y * task.image.target_width + x;
  const u32 *range = in_device<const u32>(task.range);
  if (range[0] == range[1]) {
    *target = pixel;
    return;
  }
  const Tap *taps = in_device<const Tap>(task.taps);
  const float *colors = in_device<const float>(task.colors);
  float scale = steps_per_value(task);
  float own = pixel;
  float weights = 0;
  float sum = 0;
  if (x < task.image.source_width / 16 * 16) {
    for (int k = 0; k < task.count; k++) {
      float value = at_tap<u16>(task, x, y, taps[k]);
      float weight = weight_in_block(colors, scale, value, own, taps[k].weight);
      weights += weight;
      sum = __fmaf_rn(value, weight, sum);
    }
  } else {
    for (int k = 0; k < task.count; k++) {
      float value = at_tap<u16>(task, x, y, taps[k]);
      float weight = weight_of_rest(colors, scale, value, own, taps[k].weight);
      weights += weight;
      sum = __fmaf_rn(value, weight, sum);
    }
  }
  *target = to_pixel<u16>(__fdiv_rn(sum + own, weights + 1.0f));
}
