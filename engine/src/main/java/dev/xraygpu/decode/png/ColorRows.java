package dev.xraygpu.decode.png;

import dev.xraygpu.decode.ColoredPixel;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rows of red, green and blue of 8 bits, and perhaps alpha, which OpenCV's gray ignores. As long as
 * the channels are equal, as in gray that is stored as colour, only one of them is restored: all
 * begin with zeros, and each is predicted from itself.
 */
final class ColorRows implements PixelRows {
  private final ByteBuffer pixels;
  private final int channels;
  private final int width;
  private final int length;

  /** One channel of two filtered rows. */
  private final byte[] filtered;

  private byte[] grayRow;
  private byte[] grayAbove;
  private byte[] grayBelow;

  /** Whether the channels of the row above are equal, so that it is in {@link #grayAbove}. */
  private boolean equalAbove = true;

  private byte[] row;
  private byte[] above;
  private int y;
  private long colored;

  /**
   * For an image.
   *
   * @param channels 3, or 4 with alpha
   */
  ColorRows(HostImage target, int channels) {
    this.pixels = target.bytes();
    this.channels = channels;
    this.width = target.size().width();
    this.length = width * channels;
    this.filtered = new byte[2 * width];
    this.grayRow = new byte[1 + width];
    this.grayAbove = new byte[1 + width];
    this.grayBelow = new byte[1 + width];
    this.row = new byte[channels + length];
    this.above = new byte[channels + length];
  }

  @Override
  public int take(byte[] in, int at, boolean two) {
    if (equalAbove && oneChannel(in, at + 1, 0)) {
      return takeGray(in, at, two);
    }
    if (equalAbove) {
      spreadAbove();
    }
    if (!ColorRowFilter.undo(in[at], in, at + 1, above, row, channels, length)) {
      return 0;
    }
    equalAbove = toGray();
    pixels.put(y++ * width, grayAbove, 1, width);
    byte[] free = above;
    above = row;
    row = free;
    return 1;
  }

  private int takeGray(byte[] in, int at, boolean two) {
    int next = at + 1 + length;
    if (two && RowFilter.goTogether(in[at], in[next]) && oneChannel(in, next + 1, width)) {
      RowFilter.undoTwo(filtered, 0, width, grayAbove, grayRow, grayBelow, 1, width);
      pixels.put(y++ * width, grayRow, 1, width);
      pixels.put(y++ * width, grayBelow, 1, width);
      byte[] free = grayAbove;
      grayAbove = grayBelow;
      grayBelow = free;
      return 2;
    }
    if (!RowFilter.undo(in[at], filtered, 0, grayAbove, grayRow, 1, width)) {
      return 0;
    }
    pixels.put(y++ * width, grayRow, 1, width);
    byte[] free = grayAbove;
    grayAbove = grayRow;
    grayRow = free;
    return 1;
  }

  /** Whether the filtered channels of a row are equal, with one of them copied if they are. */
  private boolean oneChannel(byte[] in, int at, int to) {
    int from = at;
    for (int x = 0; x < width; x++) {
      byte red = in[from];
      if (red != in[from + 1] || red != in[from + 2]) {
        return false;
      }
      filtered[to + x] = red;
      from += channels;
    }
    return true;
  }

  private void spreadAbove() {
    for (int x = 0; x < width; x++) {
      int to = channels * (1 + x);
      Arrays.fill(above, to, to + channels, grayAbove[1 + x]);
    }
  }

  /** Whether the restored row's channels are equal; its gray is the row above the next one. */
  private boolean toGray() {
    int rowColored = 0;
    int most = 0;
    int at = channels;
    for (int x = 0; x < width; x++) {
      int red = row[at] & 0xff;
      int green = row[at + 1] & 0xff;
      int blue = row[at + 2] & 0xff;
      at += channels;
      int difference = ColoredPixel.difference(red, green, blue);
      most |= difference;
      rowColored += difference > ColoredPixel.TOLERANCE ? 1 : 0;
      grayAbove[1 + x] = (byte) PngLuma.of8(red, green, blue);
    }
    colored += rowColored;
    return most == 0;
  }

  @Override
  public Decoding done() {
    return Decoding.done(colored);
  }
}
