package dev.xraygpu.decode.png;

import dev.xraygpu.decode.Decoding;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** Rows of gray of 8 bits, or of 16, of which a PNG has the higher byte first. */
final class GrayRows implements PixelRows {
  private final ByteBuffer pixels;
  private final int pixel;
  private final int length;
  private byte[] row;
  private byte[] above;
  private byte[] below;
  private int y;

  /** For an image. */
  GrayRows(HostImage target) {
    this.pixels = target.bytes();
    this.pixel = target.type() == PixelType.U16 ? 2 : 1;
    this.length = target.size().width() * pixel;
    this.row = new byte[pixel + length];
    this.above = new byte[pixel + length];
    this.below = new byte[pixel + length];
  }

  @Override
  public int take(byte[] in, int at, boolean two) {
    int next = at + 1 + length;
    if (two && RowFilter.goTogether(in[at], in[next])) {
      RowFilter.undoTwo(in, at + 1, next + 1, above, row, below, pixel, length);
      put(row);
      put(below);
      byte[] free = above;
      above = below;
      below = free;
      return 2;
    }
    if (!RowFilter.undo(in[at], in, at + 1, above, row, pixel, length)) {
      return 0;
    }
    put(row);
    byte[] free = above;
    above = row;
    row = free;
    return 1;
  }

  private void put(byte[] restored) {
    int to = y++ * length;
    if (pixel == 1) {
      pixels.put(to, restored, 1, length);
    } else {
      ShortBuffer values = ByteBuffer.wrap(restored).asShortBuffer();
      pixels.asShortBuffer().put(to / 2, values, 1, length / 2);
    }
  }

  @Override
  public Decoding done() {
    return Decoding.DONE;
  }
}
