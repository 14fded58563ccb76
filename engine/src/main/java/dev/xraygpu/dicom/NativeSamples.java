package dev.xraygpu.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Samples that were not compressed, out of their bytes: containers of 1, 8, 16 or 32 bits,
 * interleaved.
 */
final class NativeSamples {
  private NativeSamples() {}

  /** Samples of up to 16 bits, as their containers hold them. */
  static short[] narrow(ByteBuffer bytes, PixelLayout layout) {
    int count = (int) layout.frameSamples();
    short[] values = new short[count];
    if (layout.bitsAllocated() == 16) {
      bytes.asShortBuffer().get(values);
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = (short) (bytes.get(i) & 0xff);
      }
    }
    return interleaved(values, layout);
  }

  /** Samples of 32 bits, as their containers hold them. */
  static int[] wide(ByteBuffer bytes, PixelLayout layout) {
    int[] values = new int[(int) layout.frameSamples()];
    bytes.asIntBuffer().get(values);
    return values;
  }

  /**
   * Samples of one bit, the first of a byte in its lowest bit; frames follow each other without
   * padding.
   *
   * @param bytes of all frames
   * @param swapped whether the bytes of each 16-bit word are exchanged
   */
  static short[] bits(ByteBuffer bytes, PixelLayout layout, int frame, boolean swapped) {
    int count = (int) layout.frameSamples();
    long start = (long) frame * count;
    short[] values = new short[count];
    for (int i = 0; i < count; i++) {
      long bit = start + i;
      int at = (int) (bit >>> 3);
      if (swapped) {
        at = Math.min(at ^ 1, bytes.limit() - 1);
      }
      values[i] = (short) (bytes.get(at) >> (bit & 7) & 1);
    }
    return values;
  }

  /** 8-bit samples that were stored as big-endian 16-bit words. */
  static ByteBuffer swapPairs(ByteBuffer bytes) {
    ByteBuffer swapped = ByteBuffer.allocate(bytes.limit()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < bytes.limit(); i++) {
      swapped.put(i, bytes.get(Math.min(i ^ 1, bytes.limit() - 1)));
    }
    return swapped;
  }

  /** Doubles colour that is stored for every second pixel: Y1 Y2 Cb Cr (PS3.3, C.7.6.3.1.2). */
  static short[] fullColor(ByteBuffer bytes, PixelLayout layout) {
    short[] values = new short[(int) layout.frameSamples()];
    int pixels = (int) layout.size().area();
    for (int i = 0; i < pixels; i++) {
      int pair = i / 2 * 4;
      values[3 * i] = (short) (bytes.get(pair + (i & 1)) & 0xff);
      values[3 * i + 1] = (short) (bytes.get(pair + 2) & 0xff);
      values[3 * i + 2] = (short) (bytes.get(pair + 3) & 0xff);
    }
    return values;
  }

  private static short[] interleaved(short[] values, PixelLayout layout) {
    if (!layout.planar()) {
      return values;
    }
    int samples = layout.samples();
    int pixels = values.length / samples;
    short[] result = new short[values.length];
    for (int i = 0; i < pixels; i++) {
      for (int s = 0; s < samples; s++) {
        result[i * samples + s] = values[s * pixels + i];
      }
    }
    return result;
  }
}
