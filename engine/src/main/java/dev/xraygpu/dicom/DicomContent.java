package dev.xraygpu.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tells DICOM by its content, with and without a preamble. */
public final class DicomContent {
  private static final int PREAMBLE = 128;
  private static final int MAGIC = 'D' << 24 | 'I' << 16 | 'C' << 8 | 'M';

  /** Groups that a data set may begin with: 8 as a rule, 2 for file meta information. */
  private static final int META_GROUP = 2;

  private static final int FIRST_GROUP = 8;

  private DicomContent() {}

  /** Whether a file's content starts as DICOM part 10: a preamble and the letters DICM. */
  public static boolean hasPreamble(ByteBuffer file) {
    return hasMagic(file, PREAMBLE);
  }

  /**
   * Whether a file without a preamble starts as a data set: an element of group 2 or 8 with a value
   * representation, or two of group 8 in ascending order that stay inside the file.
   */
  public static boolean startsAsDataSet(ByteBuffer file) {
    if (hasMagic(file, 0)) {
      return true;
    }
    if (file.limit() < 16) {
      return false;
    }
    ByteBuffer bytes = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (!isFirstGroup(bytes.getChar(0))) {
      bytes.order(ByteOrder.BIG_ENDIAN);
      if (!isFirstGroup(bytes.getChar(0))) {
        return false;
      }
    }
    if (ValueRepresentation.of(bytes.get(4), bytes.get(5)) != null) {
      return bytes.getChar(2) < 0x2000;
    }
    return bytes.order() == ByteOrder.LITTLE_ENDIAN && twoImplicitElements(bytes);
  }

  private static boolean isFirstGroup(int group) {
    return group == META_GROUP || group == FIRST_GROUP;
  }

  private static boolean twoImplicitElements(ByteBuffer bytes) {
    long length = bytes.getInt(4) & 0xffff_ffffL;
    long next = 8 + length;
    if (length > 1024 || (length & 1) == 1 || next + 8 > bytes.limit()) {
      return false;
    }
    int group = bytes.getChar((int) next);
    int element = bytes.getChar((int) next + 2);
    long nextLength = bytes.getInt((int) next + 4) & 0xffff_ffffL;
    return bytes.getChar(2) < 0x2000
        && group == bytes.getChar(0)
        && element > bytes.getChar(2)
        && nextLength <= bytes.limit() - next - 8;
  }

  /** Offset of the first element. */
  static int start(ByteBuffer file) {
    if (hasMagic(file, PREAMBLE)) {
      return PREAMBLE + 4;
    }
    return hasMagic(file, 0) ? 4 : 0;
  }

  /** The encoding of a data set whose file does not say. */
  static TransferSyntax guess(ByteBuffer file, int start) {
    if (file.limit() - start < 8) {
      return TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
    }
    ByteBuffer bytes = file.duplicate().order(ByteOrder.BIG_ENDIAN);
    boolean explicit = ValueRepresentation.of(bytes.get(start + 4), bytes.get(start + 5)) != null;
    if (!explicit) {
      return TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
    }
    return bytes.getChar(start) < 0x100
        ? TransferSyntax.EXPLICIT_BIG_ENDIAN
        : TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
  }

  private static boolean hasMagic(ByteBuffer file, int at) {
    return file.limit() >= at + 4
        && file.duplicate().order(ByteOrder.BIG_ENDIAN).getInt(at) == MAGIC;
  }
}
