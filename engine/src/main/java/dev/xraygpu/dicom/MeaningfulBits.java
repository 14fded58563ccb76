package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.quality.FindingCode;
import java.util.List;

/**
 * Takes the bits that mean something out of their containers: moved down, the others cleared,
 * signed values extended; and notices containers in which the others were not empty.
 */
final class MeaningfulBits {
  private MeaningfulBits() {}

  /**
   * Works in place.
   *
   * @param values containers of up to 16 bits
   * @param width bits of the container that come from the file
   * @param shift number of the lowest bit that means something
   * @param bits how many bits mean something
   * @param foreign bits above the lowest that may hold something else, such as an overlay
   * @return what was noticed
   */
  static List<DecodeNote> extract(
      short[] values, int width, int shift, int bits, boolean signed, int foreign) {
    int container = width >= 16 ? 0xffff : (1 << width) - 1;
    if (shift == 0 && bits >= width && !(signed && bits < 16)) {
      return List.of();
    }
    int mask = (1 << bits) - 1;
    if (shift == 0 && !signed && (UsedBits.of(values) & ~mask) == 0) {
      return List.of();
    }
    int extension = 32 - bits;
    int outside = container & ~(mask << shift) & ~foreign;
    int above = outside & -(1 << (shift + bits));
    long strange = 0;
    for (int i = 0; i < values.length; i++) {
      int stored = values[i] & container;
      int value = stored >> shift & mask;
      if (signed) {
        value = value << extension >> extension;
      }
      int rest = stored & outside;
      // Signed values are often extended to the whole container, which is no reason to doubt them.
      if (rest != 0 && !(signed && value < 0 && rest == above)) {
        strange++;
      }
      values[i] = (short) value;
    }
    return note(strange, bits);
  }

  /** The same for containers of 32 bits. */
  static List<DecodeNote> extract(int[] values, int shift, int bits, boolean signed) {
    if (bits == 32) {
      return List.of();
    }
    int mask = (1 << bits) - 1;
    int extension = 32 - bits;
    int outside = ~(mask << shift);
    int above = outside & -(1 << (shift + bits));
    long strange = 0;
    for (int i = 0; i < values.length; i++) {
      int value = values[i] >>> shift & mask;
      if (signed) {
        value = value << extension >> extension;
      }
      int rest = values[i] & outside;
      if (rest != 0 && !(signed && value < 0 && rest == above)) {
        strange++;
      }
      values[i] = value;
    }
    return note(strange, bits);
  }

  private static List<DecodeNote> note(long strange, int bits) {
    return strange == 0
        ? List.of()
        : List.of(
            new DecodeNote(
                FindingCode.PIXEL_VALUES_OUT_OF_RANGE,
                strange
                    + " values have more than the "
                    + bits
                    + " bits that the header allows; the others were cut off"));
  }
}
