package dev.xraygpu.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Samples that were not compressed, out of their bytes: containers of 1, 8, 12, 16 or 32 bits,
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
    if (!layout.planar()) {
      return values;
    }
    int samples = layout.samples();
    int pixels = values.length / samples;
    int[] result = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i % samples * pixels + i / samples];
    }
    return result;
  }

  /**
   * Samples of 12 bits without gaps, the lowest bit first: two in three bytes. Only the retired
   * parts of the standard allow them.
   *
   * @param bytes of all frames
   */
  static short[] twelve(ByteBuffer bytes, PixelLayout layout, int frame) {
    int count = (int) layout.frameSamples();
    long start = (long) frame * count;
    short[] values = new short[count];
    for (int i = 0; i < count; i++) {
      long nibble = (start + i) * 3;
      int at = (int) (nibble >>> 1);
      int low = bytes.get(at) & 0xff;
      int high = bytes.get(at + 1) & 0xff;
      values[i] = (short) ((nibble & 1) == 0 ? low | (high & 15) << 8 : low >> 4 | high << 4);
    }
    return interleaved(values, layout);
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

  /**
   * 8-bit samples that were stored as big-endian 16-bit words.
   *
   * @param words the whole element from its start, whose words may hold the end of one frame and
   *     the begin of the next
   * @param from number of the first sample
   * @param to number behind the last sample
   */
  static ByteBuffer swapPairs(ByteBuffer words, int from, int to) {
    ByteBuffer swapped = ByteBuffer.allocate(to - from).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = from; i < to; i++) {
      // An element of odd length, which the standard forbids, ends in half a word.
      swapped.put(i - from, words.get((i ^ 1) < words.limit() ? i ^ 1 : i));
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
