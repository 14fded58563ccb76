package dev.xraygpu.dicom.display;

import dev.xraygpu.dicom.StoredFrame;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelDepth;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;

/**
 * What becomes of one stored value of a monochrome image: modality, value of interest, and, last,
 * inversion of MONOCHROME1. The result spans 0 to 65,535, rounded half to even; padding is 0.
 *
 * @param modality to the modality's unit
 * @param voi to brightness
 * @param inverted whether small values are bright
 * @param padding what shows nothing
 */
record GrayTransform(
    ModalityTransform modality, VoiTransform voi, boolean inverted, PixelPadding padding) {
  private static final int WHITE = PixelType.U16.maxValue();

  /** The 16-bit pixel of a stored value. */
  int apply(long stored) {
    if (padding.contains(stored)) {
      return 0;
    }
    int shown = (int) Math.rint(voi.apply(modality.apply(stored)) * WHITE);
    return inverted ? WHITE - shown : shown;
  }

  /**
   * Renders a frame of one sample per pixel.
   *
   * @param target of the frame's size, 8 or 16 bit
   * @return how many pixels are padding
   */
  long render(StoredFrame frame, HostImage target) {
    return frame.wide() ? renderWide(frame, target) : renderNarrow(frame, target);
  }

  private long renderNarrow(StoredFrame frame, HostImage target) {
    short[] stored = frame.narrow();
    char[] table = table(frame);
    int mask = table.length - 1;
    ByteBuffer pixels = target.pixels();
    if (target.type() == PixelType.U8) {
      for (int i = 0; i < table.length; i++) {
        table[i] = (char) PixelDepth.toEight(table[i]);
      }
      for (int i = 0; i < stored.length; i++) {
        pixels.put(i, (byte) table[stored[i] & mask]);
      }
    } else {
      for (int i = 0; i < stored.length; i++) {
        pixels.putChar(2 * i, table[stored[i] & mask]);
      }
    }
    return countPadding(stored, frame.signed());
  }

  // One entry for each bit pattern that the stored bits allow.
  private char[] table(StoredFrame frame) {
    int bits = frame.bitsStored();
    char[] table = new char[1 << bits];
    for (int pattern = 0; pattern < table.length; pattern++) {
      long stored = frame.signed() ? (long) pattern << (64 - bits) >> (64 - bits) : pattern;
      table[pattern] = (char) apply(stored);
    }
    return table;
  }

  private long countPadding(short[] stored, boolean signed) {
    if (padding.equals(PixelPadding.NONE)) {
      return 0;
    }
    long count = 0;
    for (short value : stored) {
      if (padding.contains(signed ? value : value & 0xffff)) {
        count++;
      }
    }
    return count;
  }

  private long renderWide(StoredFrame frame, HostImage target) {
    ByteBuffer pixels = target.pixels();
    long padded = 0;
    for (int i = 0; i < frame.count(); i++) {
      long stored = frame.value(i);
      int shown = apply(stored);
      if (target.type() == PixelType.U8) {
        pixels.put(i, (byte) PixelDepth.toEight(shown));
      } else {
        pixels.putChar(2 * i, (char) shown);
      }
      padded += padding.contains(stored) ? 1 : 0;
    }
    return padded;
  }
}
