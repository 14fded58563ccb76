package dev.xraygpu.decode.jpeg;

import static dev.xraygpu.decode.jpeg.CoefficientPlanes.BLOCKS;
import static dev.xraygpu.decode.jpeg.CoefficientPlanes.LEFT;
import static dev.xraygpu.decode.jpeg.CoefficientPlanes.RIGHT;

import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;

/** Puts transformed blocks into the image, without what lies beyond its edges. */
final class SampleWriter {
  private static final int SIDE = 8;
  private static final long LOW_HALF = 0xffff_ffffL;

  private final int[] planes;

  /** A writer of what {@link InverseDct#transform} left in the planes. */
  SampleWriter(int[] planes) {
    this.planes = planes;
  }

  /**
   * Writes blocks that lie beside each other.
   *
   * @param target the image, of 8 bits a pixel
   * @param left column of the first block's left edge, inside the image
   * @param top row of the blocks' upper edge, outside the image if nothing is to be written
   * @param first the first block's place in the planes
   * @param count number of blocks
   */
  void write(HostImage target, int left, int top, int first, int count) {
    ByteBuffer pixels = target.pixels();
    int width = target.size().width();
    int rows = Math.min(SIDE, target.size().height() - top);
    int whole = Math.min(count, (width - left) / SIDE);
    for (int row = 0; row < rows; row++) {
      int at = (top + row) * width + left;
      int from = row * BLOCKS + first;
      writeRow(pixels, at, from, whole);
      if (whole < count) {
        writePart(pixels, at + whole * SIDE, from + whole, width - left - whole * SIDE);
      }
    }
  }

  private void writeRow(ByteBuffer pixels, int at, int from, int count) {
    int[] samples = planes;
    for (int i = 0; i < count; i++) {
      long eight = (long) samples[RIGHT + from + i] << 32 | (samples[LEFT + from + i] & LOW_HALF);
      pixels.putLong(at + SIDE * i, eight);
    }
  }

  private void writePart(ByteBuffer pixels, int at, int from, int columns) {
    long eight = (long) planes[RIGHT + from] << 32 | (planes[LEFT + from] & LOW_HALF);
    for (int i = 0; i < columns; i++) {
      pixels.put(at + i, (byte) (eight >>> (8 * i)));
    }
  }
}
