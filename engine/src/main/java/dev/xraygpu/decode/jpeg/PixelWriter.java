package dev.xraygpu.decode.jpeg;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;

/** Puts transformed blocks into an image of 8 bits a pixel. */
final class PixelWriter extends SampleWriter {
  private final HostImage image;
  private final ByteBuffer pixels;

  /** A writer of what {@link InverseDct#transform} left in the planes. */
  PixelWriter(int[] planes, HostImage image) {
    super(planes);
    this.image = image;
    this.pixels = image.pixels();
  }

  @Override
  Size size() {
    return image.size();
  }

  @Override
  void writeRow(int at, int from, int count) {
    ByteBuffer target = pixels;
    int[] samples = planes();
    for (int i = 0; i < count; i++) {
      target.putLong(at + SIDE * i, eight(samples, from + i));
    }
  }

  @Override
  void writePart(int at, int from, int columns) {
    long eight = eight(from);
    for (int i = 0; i < columns; i++) {
      pixels.put(at + i, (byte) (eight >>> (8 * i)));
    }
  }
}
