package dev.xraygpu.gpu.cuda;

/** How a lane takes memory. */
enum MemoryLayout {
  /** Few large blocks that are shared out: fast. */
  SHARED_BLOCKS,
  /**
   * A block for each image, table and result: slow, and every access beyond one of them is seen by
   * compute-sanitizer and AddressSanitizer.
   */
  BLOCK_PER_SLICE
}
