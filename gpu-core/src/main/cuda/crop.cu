// Copies the kept part of an image to a place of its own, where no stage follows. A stage that does
// follow reads the part in place: its task starts at the part's corner and keeps the image's pitch.
//
// Memory traffic per image of n kept pixels of b bytes: in n*b, out n*b.
#include "device.h"

KERNEL void crop(const ImageTask *tasks) {
  const ImageTask task = tasks[blockIdx.z];
  int x = own_x(task.target_width);
  int y = own_y(task.target_width);
  if (x >= task.target_width || y >= task.target_height) {
    return;
  }
  u64 from = (u64)y * task.source_pitch + x;
  u64 to = (u64)y * task.target_width + x;
  if (task.pixel_bytes == 1) {
    target_of<u8>(task)[to] = source_of<u8>(task)[from];
  } else {
    target_of<u16>(task)[to] = source_of<u16>(task)[from];
  }
}
