package dev.xraygpu.decode.png;

import dev.xraygpu.decode.ColoredPixel;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;

/** Rows of red, green and blue of 8 bits, and perhaps alpha, which OpenCV's gray ignores. */
final class ColorRows implements PixelRows {
  private final ByteBuffer pixels;
  private final int channels;
  private final byte[] gray;
  private long colored;

  /**
   * For an image.
   *
   * @param channels 3, or 4 with alpha
   */
  ColorRows(HostImage target, int channels) {
    this.pixels = target.bytes();
    this.channels = channels;
    this.gray = new byte[target.size().width()];
  }

  @Override
  public void put(int y, byte[] row) {
    int rowColored = 0;
    int at = channels;
    for (int x = 0; x < gray.length; x++) {
      int red = row[at] & 0xff;
      int green = row[at + 1] & 0xff;
      int blue = row[at + 2] & 0xff;
      at += channels;
      gray[x] = (byte) PngLuma.of8(red, green, blue);
      rowColored += ColoredPixel.difference(red, green, blue) > ColoredPixel.TOLERANCE ? 1 : 0;
    }
    colored += rowColored;
    pixels.put(y * gray.length, gray);
  }

  @Override
  public Decoding done() {
    return Decoding.done(colored);
  }
}
