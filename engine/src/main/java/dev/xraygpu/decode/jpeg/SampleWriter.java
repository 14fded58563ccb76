package dev.xraygpu.decode.jpeg;

import static dev.xraygpu.decode.jpeg.CoefficientPlanes.BLOCKS;
import static dev.xraygpu.decode.jpeg.CoefficientPlanes.LEFT;
import static dev.xraygpu.decode.jpeg.CoefficientPlanes.RIGHT;

import dev.xraygpu.image.Size;

/** Puts transformed blocks into the image, without what lies beyond its edges. */
abstract sealed class SampleWriter permits PixelWriter, StoredSampleWriter {
  static final int SIDE = 8;

  private static final long LOW_HALF = 0xffff_ffffL;

  private final int[] planes;

  /** A writer of what {@link InverseDct#transform} left in the planes. */
  SampleWriter(int[] planes) {
    this.planes = planes;
  }

  /** Columns and rows of the image. */
  abstract Size size();

  /** Writes whole rows of blocks: of the first one from {@code at} on, of the next behind it. */
  abstract void writeRow(int at, int from, int count);

  /** Writes the first few columns of a block's row. */
  abstract void writePart(int at, int from, int columns);

  /** A block's row: eight samples of a byte each, the first one in the lowest. */
  static long eight(int[] planes, int row) {
    return (long) planes[RIGHT + row] << 32 | (planes[LEFT + row] & LOW_HALF);
  }

  /** A block's row, as {@link #eight(int[], int)}. */
  final long eight(int row) {
    return eight(planes, row);
  }

  /** The planes that hold the samples. */
  final int[] planes() {
    return planes;
  }

  /**
   * Writes blocks that lie beside each other.
   *
   * @param left column of the first block's left edge, inside the image
   * @param top row of the blocks' upper edge, outside the image if nothing is to be written
   * @param first the first block's place in the planes
   * @param count number of blocks
   */
  final void write(int left, int top, int first, int count) {
    int width = size().width();
    int rows = Math.min(SIDE, size().height() - top);
    int whole = Math.min(count, (width - left) / SIDE);
    for (int row = 0; row < rows; row++) {
      int at = (top + row) * width + left;
      int from = row * BLOCKS + first;
      writeRow(at, from, whole);
      if (whole < count) {
        writePart(at + whole * SIDE, from + whole, width - left - whole * SIDE);
      }
    }
  }
}
