package dev.xraygpu.dicom.display;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.DicomDataSet;
import dev.xraygpu.dicom.DicomElement;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.ValueRepresentation;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads look-up tables: a descriptor of three numbers, and the entries. */
final class LutReader {
  private LutReader() {}

  /**
   * Reads an item of a modality or VOI LUT sequence.
   *
   * @param signedInput whether the values that are looked up can be negative
   * @throws DecodeException {@link FindingCode#UNREADABLE} if it is incomplete
   */
  static LookUpTable item(DicomDataSet item, boolean signedInput) throws DecodeException {
    return read(item, DicomTag.LUT_DESCRIPTOR, DicomTag.LUT_DATA, signedInput);
  }

  /** Whether an item has neither a descriptor nor entries: a placeholder, not a broken table. */
  static boolean isEmpty(DicomDataSet item) {
    return isEmpty(item, DicomTag.LUT_DESCRIPTOR) && isEmpty(item, DicomTag.LUT_DATA);
  }

  /** The value of an item's first entry if it is not negative; 0 if it is missing. */
  static int unsignedFirst(DicomDataSet item) {
    return item.bytes(DicomTag.LUT_DESCRIPTOR)
        .filter(bytes -> bytes.limit() >= 4)
        .map(bytes -> (int) bytes.getChar(2))
        .orElse(0);
  }

  private static boolean isEmpty(DicomDataSet item, int tag) {
    return item.bytes(tag).map(bytes -> bytes.limit() == 0).orElse(true);
  }

  /**
   * Reads a table of any two tags.
   *
   * @throws DecodeException {@link FindingCode#UNREADABLE} if it is incomplete
   */
  static LookUpTable read(DicomDataSet dataSet, int descriptorTag, int dataTag, boolean signedInput)
      throws DecodeException {
    Descriptor descriptor = Descriptor.of(dataSet, descriptorTag, signedInput);
    ByteBuffer data = dataSet.bytes(dataTag).orElseThrow(() -> broken(dataTag, "is missing"));
    boolean packed = isPacked(data.limit(), descriptor.entries());
    return new LookUpTable(
        descriptor.first(),
        packed ? Math.min(Byte.SIZE, descriptor.bits()) : descriptor.bits(),
        entries(data, packed, descriptor, dataTag));
  }

  /**
   * The three numbers of a descriptor.
   *
   * @param entries 1 to 65,536
   * @param first the value of the first entry
   * @param bits of an entry, 1 to 16
   */
  record Descriptor(int entries, int first, int bits) {
    static Descriptor of(DicomDataSet dataSet, int tag, boolean signedInput)
        throws DecodeException {
      Optional<DicomElement> element = dataSet.element(tag);
      ByteBuffer bytes = dataSet.bytes(tag).orElseThrow(() -> broken(tag, "is missing"));
      if (bytes.limit() < 6) {
        throw broken(tag, "has fewer than three numbers");
      }
      int entries = bytes.getChar(0) == 0 ? 1 << 16 : bytes.getChar(0);
      // Some writers give a negative value under an unsigned VR.
      boolean signed =
          signedInput || element.map(DicomElement::vr).orElse(null) == ValueRepresentation.SS;
      int first = signed ? bytes.getShort(2) : bytes.getChar(2);
      int bits = bytes.getChar(4);
      if (bits < 1 || bits > 16) {
        throw broken(tag, "declares entries of " + bits + " bits");
      }
      return new Descriptor(entries, first, bits);
    }
  }

  /**
   * Whether there is a byte for each entry, and perhaps one of padding. Then entries have 8 bits
   * even if the descriptor says 16; any other length below that of words is a table cut off.
   */
  private static boolean isPacked(int bytes, int entries) {
    return entries > 1 && (bytes == entries || bytes == entries + (entries & 1));
  }

  private static char[] entries(ByteBuffer data, boolean packed, Descriptor descriptor, int tag)
      throws DecodeException {
    char[] entries = new char[descriptor.entries()];
    if (data.limit() >= 2 * entries.length) {
      for (int i = 0; i < entries.length; i++) {
        entries[i] = data.getChar(2 * i);
      }
    } else if (packed) {
      // Entries of 8 bits, two in a word: the earlier one is the lower byte.
      boolean swapped = data.order() == ByteOrder.BIG_ENDIAN && data.limit() % 2 == 0;
      for (int i = 0; i < entries.length; i++) {
        entries[i] = (char) (data.get(swapped ? i ^ 1 : i) & 0xff);
      }
    } else {
      throw broken(tag, "has " + data.limit() + " bytes for " + entries.length + " entries");
    }
    return entries;
  }

  static DecodeException broken(int tag, String what) {
    return new DecodeException(
        FindingCode.UNREADABLE, "look-up table: " + DicomTag.describe(tag) + " " + what);
  }
}
