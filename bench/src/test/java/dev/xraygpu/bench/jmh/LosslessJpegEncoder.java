package dev.xraygpu.bench.jmh;

import dev.xraygpu.image.HostImage;
import java.io.ByteArrayOutputStream;

/**
 * JPEG lossless, process 14, with the pixel to the left as prediction (ISO 10918-1, annex H). All
 * seventeen categories have codes of five bits, which wastes some bits and needs no statistics.
 */
final class LosslessJpegEncoder {
  private static final int CATEGORIES = 17;
  private static final int CODE_BITS = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long pending;
  private int pendingBits;

  private LosslessJpegEncoder() {}

  static byte[] encode(HostImage image) {
    return new LosslessJpegEncoder().stream(image);
  }

  private byte[] stream(HostImage image) {
    int bits = image.type().bits();
    int width = image.size().width();
    int height = image.size().height();
    bytes(0xff, 0xd8);
    bytes(0xff, 0xc3, 0, 11, bits, height >> 8, height & 0xff, width >> 8, width & 0xff);
    bytes(1, 1, 0x11, 0);
    bytes(0xff, 0xc4, 0, 19 + CATEGORIES, 0);
    for (int length = 1; length <= 16; length++) {
      bytes(length == CODE_BITS ? CATEGORIES : 0);
    }
    for (int category = 0; category < CATEGORIES; category++) {
      bytes(category);
    }
    bytes(0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int prediction =
            x > 0 ? image.get(x - 1, y) : y > 0 ? image.get(0, y - 1) : 1 << (bits - 1);
        difference((short) (image.get(x, y) - prediction));
      }
    }
    while (pendingBits % 8 != 0) {
      put(1, 1);
    }
    bytes(0xff, 0xd9);
    return out.toByteArray();
  }

  private void difference(short value) {
    int category = 32 - Integer.numberOfLeadingZeros(Math.abs((int) value));
    put(category, CODE_BITS);
    if (category < 16) {
      put(value < 0 ? value - 1 & (1 << category) - 1 : value, category);
    }
  }

  private void put(int value, int count) {
    pending = pending << count | value;
    pendingBits += count;
    while (pendingBits >= 8) {
      int next = (int) (pending >> (pendingBits - 8)) & 0xff;
      pendingBits -= 8;
      bytes(next);
      if (next == 0xff) {
        bytes(0);
      }
    }
  }

  private void bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
  }
}
