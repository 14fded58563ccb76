package dev.xraygpu.gpu.driver;

/**
 * How many blocks a kernel is started with and how many threads each has.
 *
 * @param gridX blocks across, at least 1
 * @param gridY blocks down, 1 to 65,535
 * @param gridZ one per task, 1 to 65,535
 * @param blockX threads across
 * @param blockY threads down; at most 1,024 threads in a block
 */
public record LaunchShape(int gridX, int gridY, int gridZ, int blockX, int blockY) {
  /** Most blocks along the second and the third axis. */
  public static final int MAX_GRID_YZ = 65_535;

  private static final int TILE_WIDTH = 32;
  private static final int TILE_HEIGHT = 8;
  private static final int THREADS = TILE_WIDTH * TILE_HEIGHT;
  private static final int WARP = 32;
  private static final int QUAD = 4;
  private static final int QUADS_ACROSS = TILE_WIDTH / QUAD;
  private static final int QUADS_DOWN = THREADS / QUADS_ACROSS;

  /** Refuses what no GPU takes. */
  public LaunchShape {
    if (gridX < 1
        || gridY < 1
        || gridZ < 1
        || gridY > MAX_GRID_YZ
        || gridZ > MAX_GRID_YZ
        || blockX < 1
        || blockY < 1
        || blockX * blockY > 1024) {
      throw new IllegalArgumentException(
          "no GPU takes a grid of %d x %d x %d blocks of %d x %d threads"
              .formatted(gridX, gridY, gridZ, blockX, blockY));
    }
  }

  /**
   * Blocks of 32 x 8 threads for each task.
   *
   * @param blocks enough for the largest image, see {@link #blocksOf}
   */
  public static LaunchShape pixels(int blocks, int tasks) {
    return new LaunchShape(blocks, 1, tasks, TILE_WIDTH, TILE_HEIGHT);
  }

  /** Blocks of 32 x 8 threads that have one for each pixel of an image. */
  public static int blocksOf(int width, int height) {
    return Math.multiplyExact(ceilDiv(width, TILE_WIDTH), ceilDiv(height, TILE_HEIGHT));
  }

  /**
   * Blocks of 8 x 32 threads for each task, of which each makes four pixels side by side.
   *
   * @param blocks enough for the largest image, see {@link #quadBlocksOf}
   */
  public static LaunchShape quads(int blocks, int tasks) {
    return new LaunchShape(blocks, 1, tasks, QUADS_ACROSS, QUADS_DOWN);
  }

  /** Blocks of 8 x 32 threads that have one for every four pixels of an image. */
  public static int quadBlocksOf(int width, int height) {
    return Math.multiplyExact(ceilDiv(width, TILE_WIDTH), ceilDiv(height, QUADS_DOWN));
  }

  /** That many blocks of 256 threads in a row for each task. */
  public static LaunchShape blocks(int blocks, int tasks) {
    return new LaunchShape(blocks, 1, tasks, THREADS, 1);
  }

  /** That many warps for each task, eight in a block. */
  public static LaunchShape warps(int warps, int tasks) {
    return blocks(ceilDiv(warps, THREADS / WARP), tasks);
  }

  private static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }
}
