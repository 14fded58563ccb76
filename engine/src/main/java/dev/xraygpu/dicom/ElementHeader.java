package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;

/**
 * What comes before an element's value (PS3.5, section 7.1).
 *
 * @param vr how the value is stored; of a known attribute that was passed on as unknown, its own
 * @param length bytes of the value, as declared; 0xFFFFFFFF if undefined
 * @param end offset behind the header
 */
record ElementHeader(int tag, ValueRepresentation vr, long length, int end) {
  private static final long UNDEFINED = 0xffff_ffffL;

  /**
   * Reads a header of which at least 8 bytes are there.
   *
   * @param bytes in the data set's byte order
   * @param at offset of the tag
   * @param limit where the bytes end
   * @param explicit whether value representations are written; items never have one
   */
  static ElementHeader read(ByteBuffer bytes, int at, int limit, boolean explicit)
      throws DecodeException {
    int tag = bytes.getChar(at) << 16 | bytes.getChar(at + 2);
    if (!explicit || tag >>> 16 == 0xFFFE) {
      ValueRepresentation vr = DicomDictionary.vr(tag);
      return new ElementHeader(
          tag, vr == null ? ValueRepresentation.UN : vr, bytes.getInt(at + 4) & UNDEFINED, at + 8);
    }
    int first = bytes.get(at + 4) & 0xff;
    int second = bytes.get(at + 5) & 0xff;
    ValueRepresentation vr = ValueRepresentation.of(first, second);
    if (vr == null) {
      // Unknown letters, or none: of the old short form, or no element at all. What is all zeros is
      // damage.
      boolean leftOut = first == 0 && second == 0 && tag != 0;
      if (!leftOut && (!isVrLetter(first) || !isVrLetter(second))) {
        throw new DecodeException(
            FindingCode.UNREADABLE,
            DicomTag.describe(tag) + " has no value representation; the header is damaged");
      }
      return new ElementHeader(tag, ValueRepresentation.UN, bytes.getChar(at + 6), at + 8);
    }
    if (!vr.longLength()) {
      return new ElementHeader(tag, vr, bytes.getChar(at + 6), at + 8);
    }
    if (limit - at < 12) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the file ends after " + limit + " bytes, inside " + DicomTag.describe(tag));
    }
    return new ElementHeader(
        tag,
        vr == ValueRepresentation.UN ? meant(tag) : vr,
        bytes.getInt(at + 8) & UNDEFINED,
        at + 12);
  }

  /** What a program that did not know an attribute passed on as unknown (PS3.5, 6.2.2). */
  private static ValueRepresentation meant(int tag) {
    ValueRepresentation known = DicomDictionary.vr(tag);
    return known == null || known == ValueRepresentation.SQ ? ValueRepresentation.UN : known;
  }

  private static boolean isVrLetter(int c) {
    return c >= 'A' && c <= 'Z' || c == '?' || c == ' ' || c == '-';
  }
}
