package dev.xraygpu.decode.jpeg;

import dev.xraygpu.image.Size;

/** Puts transformed blocks into samples of 16 bits, of which 8 are used. */
final class StoredSampleWriter extends SampleWriter {
  private final Size size;
  private final short[] samples;

  /**
   * A writer of what {@link InverseDct#transform} left in the planes.
   *
   * @param samples of an image of this size, row by row
   */
  StoredSampleWriter(int[] planes, Size size, short[] samples) {
    super(planes);
    this.size = size;
    this.samples = samples;
  }

  @Override
  Size size() {
    return size;
  }

  @Override
  void writeRow(int at, int from, int count) {
    short[] target = samples;
    int[] planes = planes();
    for (int i = 0; i < count; i++) {
      int left = planes[CoefficientPlanes.LEFT + from + i];
      int right = planes[CoefficientPlanes.RIGHT + from + i];
      int to = at + SIDE * i;
      target[to] = (short) (left & 0xff);
      target[to + 1] = (short) (left >>> 8 & 0xff);
      target[to + 2] = (short) (left >>> 16 & 0xff);
      target[to + 3] = (short) (left >>> 24);
      target[to + 4] = (short) (right & 0xff);
      target[to + 5] = (short) (right >>> 8 & 0xff);
      target[to + 6] = (short) (right >>> 16 & 0xff);
      target[to + 7] = (short) (right >>> 24);
    }
  }

  @Override
  void writePart(int at, int from, int columns) {
    long eight = eight(from);
    for (int i = 0; i < columns; i++) {
      samples[at + i] = (short) (eight >>> (8 * i) & 0xff);
    }
  }
}
