package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.image.Size;
import java.util.List;

/**
 * The stored values of one frame, before any look-up table: bits that mean nothing are gone, signed
 * values are extended. Samples of a pixel follow each other.
 *
 * @param size columns and rows
 * @param samples per pixel, 1 or 3
 * @param bitsAllocated bits of a container in the file: 1, 8, 12, 16 or 32
 * @param bitsStored bits of a value
 * @param signed whether values are two's complement
 * @param photometric what the samples mean; RGB where the codec has undone a colour transform of
 *     its own
 * @param narrow values of up to 16 bits, unsigned or sign-extended; empty if {@link #wide()}
 * @param values values of more than 16 bits, unsigned ones from 2^31 on being negative; empty
 *     unless {@link #wide()}
 * @param notes what was noticed although there are pixels
 */
public record StoredFrame(
    Size size,
    int samples,
    int bitsAllocated,
    int bitsStored,
    boolean signed,
    String photometric,
    short[] narrow,
    int[] values,
    List<DecodeNote> notes) {

  /** Whether values have more than 16 bits. */
  public boolean wide() {
    return bitsStored > 16;
  }

  /** Number of values: pixels times samples. */
  public int count() {
    return wide() ? values.length : narrow.length;
  }

  /** The value at an index, counted through rows, pixels and samples. */
  public long value(int index) {
    if (wide()) {
      return signed ? values[index] : values[index] & 0xffff_ffffL;
    }
    return signed ? narrow[index] : narrow[index] & 0xffff;
  }
}
