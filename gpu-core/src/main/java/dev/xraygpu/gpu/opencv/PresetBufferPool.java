package dev.xraygpu.gpu.opencv;

import java.util.HashSet;
import java.util.Set;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencv.global.opencv_core;

/**
 * OpenCV's pool of temporary memory on a GPU, of which each stream takes a stack when it is made.
 * What needs more than a stack, or is on a stream without one, is taken and given back at every
 * call, which makes all streams wait.
 */
final class PresetBufferPool {
  private static final long STACK_BYTES = 10 << 20;

  /** Lanes of one process on one GPU that have a stack, where there is room. */
  private static final int MOST_STACKS = 64;

  /** Most of a GPU's free memory that stacks take. */
  private static final int SHARE_OF_FREE = 16;

  private static final Set<Integer> PREPARED = new HashSet<>();

  private PresetBufferPool() {}

  /**
   * Takes a GPU's pool, unless this process has it. Before the first stream on that GPU.
   *
   * @throws RuntimeException what OpenCV throws
   */
  static synchronized void prepare(int gpu) {
    if (PREPARED.contains(gpu)) {
      return;
    }
    // OpenCV's first call for any pool goes through all GPUs, stays at the last one, and would take
    // the memory there.
    opencv_core.setBufferPoolConfig(gpu, 0, 0);
    opencv_core.setDevice(gpu);
    opencv_core.setBufferPoolConfig(gpu, STACK_BYTES, stacks());
    PREPARED.add(gpu);
  }

  private static int stacks() {
    try (SizeTPointer free = new SizeTPointer(1);
        SizeTPointer total = new SizeTPointer(1)) {
      return cudart.cudaMemGetInfo(free, total) == cudart.cudaSuccess
          ? (int) Math.min(MOST_STACKS, free.get() / SHARE_OF_FREE / STACK_BYTES)
          : 0;
    }
  }
}
