package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The fragments of encapsulated pixel data (PS3.5, annex A.4) in their order, and the basic offset
 * table before them.
 */
final class Fragments {
  private static final long UNDEFINED = 0xffff_ffffL;

  private static final int MAX_FRAGMENTS = 1 << 20;

  private static final long JPEG_START = 0xff_d8_ff;
  private static final long JPEG_2000_START = 0xff_4f_ff_51L;

  /** The number of segments, which is in the first byte, and where the first one is: at 64. */
  private static final long RLE_START = 0x40_00_00_00L;

  private static final long RLE_START_MASK = 0xff_ffff_ffff_ffffL;
  private static final int RLE_SEGMENTS = 15;

  private static final long JP2_START = 0x0000_000c_6a50_2020L;

  private final ByteBuffer bytes;

  /** Whether a frame is in one fragment always. */
  private final boolean undivided;

  private int[] offsets = new int[16];
  private int[] lengths = new int[16];
  private int count;
  private ByteBuffer table = ByteBuffer.allocate(0);

  /** Where the item behind the table begins, from which offsets are counted. */
  private int firstItem;

  private Fragments(DicomFile file) throws DecodeException {
    this.bytes = file.body().upTo(Long.MAX_VALUE).order(ByteOrder.LITTLE_ENDIAN);
    this.undivided = file.transferSyntax().compression() == TransferSyntax.Compression.RLE;
  }

  /**
   * Follows all fragments.
   *
   * @throws DecodeException {@link FindingCode#TRUNCATED} if the end is missing, {@link
   *     FindingCode#UNREADABLE} if there is something else among them
   */
  static Fragments of(DicomFile file) throws DecodeException {
    Fragments fragments = new Fragments(file);
    fragments.readItems(file.pixelData().offset());
    fragments.takeTable();
    return fragments;
  }

  /**
   * The same up to where the file is damaged.
   *
   * @throws DecodeException if the file's bytes cannot be read
   */
  static Fragments upToDamage(DicomFile file) throws DecodeException {
    Fragments fragments = new Fragments(file);
    try {
      fragments.readItems(file.pixelData().offset());
    } catch (DecodeException e) {
      // Whoever asks for a frame is told.
    }
    fragments.takeTable();
    return fragments;
  }

  /** All items: the table, which may be empty, and the fragments. */
  private void readItems(int start) throws DecodeException {
    int at = start;
    while (bytes.limit() - at >= 8) {
      int tag = bytes.getChar(at) << 16 | bytes.getChar(at + 2);
      long length = bytes.getInt(at + 4) & UNDEFINED;
      if (tag == DicomTag.SEQUENCE_END) {
        break;
      }
      if (tag != DicomTag.ITEM || length == UNDEFINED) {
        throw new DecodeException(
            FindingCode.UNREADABLE,
            "the pixel data hold " + DicomTag.format(tag) + " instead of a fragment");
      }
      if (length > bytes.limit() - at - 8) {
        throw new DecodeException(
            FindingCode.TRUNCATED,
            "the file ends inside a fragment of the pixel data, which declares "
                + length
                + " bytes and has "
                + (bytes.limit() - at - 8));
      }
      add(at + 8, (int) length);
      at += 8 + (int) length;
    }
  }

  private void add(int offset, int length) throws DecodeException {
    if (count == MAX_FRAGMENTS + 1) {
      throw new DecodeException(
          FindingCode.TOO_LARGE, "the pixel data have more than " + MAX_FRAGMENTS + " fragments");
    }
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    offsets[count] = offset;
    lengths[count] = length;
    count++;
  }

  private void takeTable() {
    // A table begins with 0: if a stream begins in its place, it was left out.
    if (count == 0 || startsStream(0)) {
      return;
    }
    table = bytes.slice(offsets[0], lengths[0]).order(ByteOrder.LITTLE_ENDIAN);
    firstItem = offsets[0] + lengths[0];
    count--;
    System.arraycopy(offsets, 1, offsets, 0, count);
    System.arraycopy(lengths, 1, lengths, 0, count);
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** The basic offset table: offsets of 32 bits, one a frame; empty if there is none. */
  ByteBuffer table() {
    return table;
  }

  /** Whether a frame begins with a fragment, as far as its first bytes tell. */
  boolean beginsFrame(int fragment) {
    return undivided || startsStream(fragment);
  }

  /**
   * JPEG and JPEG-LS start with FFD8 and a marker, JPEG 2000 with FF4F FF51 or in the box of a JP2
   * file, RLE with its number of segments and the place of the first. A fragment may be shorter
   * than that; the stream goes on in the next.
   */
  boolean startsStream(int fragment) {
    if (lengths[fragment] == 0) {
      return false;
    }
    long start = 0;
    int known = 0;
    for (int i = fragment; i < count && known < Long.BYTES; i++) {
      for (int k = 0; k < lengths[i] && known < Long.BYTES; k++) {
        start = start << 8 | bytes.get(offsets[i] + k) & 0xff;
        known++;
      }
    }
    start <<= 8 * (Long.BYTES - known);
    if (undivided) {
      long segments = start >>> 56;
      return segments >= 1 && segments <= RLE_SEGMENTS && (start & RLE_START_MASK) == RLE_START;
    }
    return start >>> 40 == JPEG_START || start >>> 32 == JPEG_2000_START || start == JP2_START;
  }

  /** Whether an offset of a table points behind the last fragment: the file lost its end. */
  boolean endBefore(long tableOffset) {
    return tableOffset >= offsets[count - 1] + lengths[count - 1] - firstItem;
  }

  /** Whether an offset of a table is that of a fragment. */
  boolean isAt(int fragment, long tableOffset) {
    return offsets[fragment] - 8L - firstItem == tableOffset;
  }

  /** The bytes of some fragments, without gaps; position 0 to the limit. */
  ByteBuffer joined(int from, int to) {
    if (to - from == 1) {
      return bytes.slice(offsets[from], lengths[from]);
    }
    int total = 0;
    for (int i = from; i < to; i++) {
      total += lengths[i];
    }
    ByteBuffer joined = ByteBuffer.allocate(total);
    for (int i = from; i < to; i++) {
      joined.put(bytes.slice(offsets[i], lengths[i]));
    }
    return joined.flip();
  }
}
