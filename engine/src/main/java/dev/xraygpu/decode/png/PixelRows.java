package dev.xraygpu.decode.png;

import dev.xraygpu.decode.Decoding;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** Where a PNG's rows go: into the image, as gray. */
interface PixelRows {
  /**
   * Puts a row.
   *
   * @param y its number
   * @param row its bytes, behind one pixel of zeros
   */
  void put(int y, byte[] row);

  /** What is to be said once all rows are put. */
  Decoding done();

  /**
   * For an image.
   *
   * @param channels 1 for gray, else red, green, blue and perhaps alpha, of 8 bits
   */
  static PixelRows into(HostImage target, int channels) {
    if (channels > 1) {
      return new ColorRows(target, channels);
    }
    return target.type() == PixelType.U16 ? new Shorts(target) : new Bytes(target);
  }

  /** Gray of 8 bits. */
  record Bytes(ByteBuffer pixels, int width) implements PixelRows {
    Bytes(HostImage target) {
      this(target.bytes(), target.size().width());
    }

    @Override
    public void put(int y, byte[] row) {
      pixels.put(y * width, row, 1, width);
    }

    @Override
    public Decoding done() {
      return Decoding.DONE;
    }
  }

  /** Gray of 16 bits, of which a PNG has the higher byte first. */
  record Shorts(ShortBuffer pixels, int width) implements PixelRows {
    Shorts(HostImage target) {
      this(target.bytes().asShortBuffer(), target.size().width());
    }

    @Override
    public void put(int y, byte[] row) {
      pixels.put(y * width, ByteBuffer.wrap(row).asShortBuffer(), 1, width);
    }

    @Override
    public Decoding done() {
      return Decoding.DONE;
    }
  }
}
