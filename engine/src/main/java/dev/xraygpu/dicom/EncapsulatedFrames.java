package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Finds the compressed stream of a frame among the fragments of encapsulated pixel data (PS3.5,
 * annex A.4): by the extended or the basic offset table, by the number of fragments, or else by
 * where streams start. If there are fewer fragments than frames, and each is a frame's beginning,
 * they are the first frames, and the others are missing.
 */
final class EncapsulatedFrames {
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
  private final int frames;
  private final int declaredFrames;

  /** Whether a frame is in one fragment always. */
  private final boolean undivided;

  private int[] offsets = new int[16];
  private int[] lengths = new int[16];
  private int fragments;
  private int firstItem;

  /** Number of the first fragment of each frame, and behind the last the number of fragments. */
  private int[] firsts = new int[0];

  private EncapsulatedFrames(DicomFile file, int frames, int declaredFrames)
      throws DecodeException {
    this.bytes = file.body().upTo(Long.MAX_VALUE).order(ByteOrder.LITTLE_ENDIAN);
    this.frames = frames;
    this.declaredFrames = declaredFrames;
    this.undivided = file.transferSyntax().compression() == TransferSyntax.Compression.RLE;
  }

  /**
   * Follows all fragments.
   *
   * @throws DecodeException {@link FindingCode#TRUNCATED} if the end is missing, {@link
   *     FindingCode#UNREADABLE} if fragments and frames cannot be matched
   */
  static EncapsulatedFrames of(DicomFile file, PixelLayout layout) throws DecodeException {
    PixelDataElement element = file.pixelData();
    if (!element.encapsulated()) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "the transfer syntax is "
              + file.transferSyntaxName()
              + ", but the pixel data are not in fragments");
    }
    EncapsulatedFrames result =
        new EncapsulatedFrames(file, layout.frames(), layout.declaredFrames());
    result.readItems(element.offset());
    ByteBuffer basicTable = result.takeTable();
    if (result.fragments == 0) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the pixel data have no fragment of an image");
    }
    result.assign(file.dataSet(), basicTable);
    return result;
  }

  /**
   * In how many whole fragments a frame begins, the offset table left out; all of them if none
   * begins like a stream.
   *
   * @throws DecodeException if the file's bytes cannot be read; not for damage among the fragments,
   *     behind which none is counted
   */
  static int begun(DicomFile file) throws DecodeException {
    EncapsulatedFrames result = new EncapsulatedFrames(file, 0, 0);
    try {
      result.readItems(file.pixelData().offset());
    } catch (DecodeException e) {
      // Whoever asks for a frame is told.
    }
    result.takeTable();
    int begun = 0;
    for (int i = 0; i < result.fragments; i++) {
      if (result.undivided || result.startsStream(i)) {
        begun++;
      }
    }
    return begun == 0 ? result.fragments : begun;
  }

  /**
   * The compressed stream of a frame, without gaps; position 0 to the limit.
   *
   * @throws DecodeException {@link FindingCode#TRUNCATED} if the frame is missing
   */
  ByteBuffer stream(int frame) throws DecodeException {
    int from = firsts[frame];
    int to = firsts[frame + 1];
    if (from == to) {
      throw tooFewFragments();
    }
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

  /** Takes the basic offset table, an empty one if there is none, from the fragments. */
  private ByteBuffer takeTable() {
    // A table begins with 0: if a stream begins in its place, it was left out.
    if (fragments == 0 || startsStream(0)) {
      return ByteBuffer.allocate(0);
    }
    ByteBuffer table = bytes.slice(offsets[0], lengths[0]).order(ByteOrder.LITTLE_ENDIAN);
    firstItem = offsets[0] + lengths[0];
    fragments--;
    System.arraycopy(offsets, 1, offsets, 0, fragments);
    System.arraycopy(lengths, 1, lengths, 0, fragments);
    return table;
  }

  private void add(int offset, int length) throws DecodeException {
    if (fragments == MAX_FRAGMENTS + 1) {
      throw new DecodeException(
          FindingCode.TOO_LARGE, "the pixel data have more than " + MAX_FRAGMENTS + " fragments");
    }
    if (fragments == offsets.length) {
      offsets = java.util.Arrays.copyOf(offsets, 2 * fragments);
      lengths = java.util.Arrays.copyOf(lengths, 2 * fragments);
    }
    offsets[fragments] = offset;
    lengths[fragments] = length;
    fragments++;
  }

  private void assign(DicomDataSet dataSet, ByteBuffer basicTable) throws DecodeException {
    firsts = new int[frames + 1];
    firsts[frames] = fragments;
    if (frames == 1) {
      return;
    }
    if (fragments <= frames && eachIsAFrame()) {
      assignOneByOne();
      return;
    }
    try {
      if (assignByTable(dataSet, basicTable)) {
        return;
      }
    } catch (DecodeException e) {
      if (assignByStarts() != frames) {
        throw e;
      }
      return;
    }
    if (fragments == frames) {
      assignOneByOne();
      return;
    }
    int begun = assignByStarts();
    // A number of frames that cannot be was cut to those that begin, and one for all that do not.
    if (begun == frames || (begun > 0 && begun < frames && frames < declaredFrames)) {
      return;
    }
    if (fragments < frames) {
      throw tooFewFragments();
    }
    throw new DecodeException(
        FindingCode.UNREADABLE,
        "which of the "
            + fragments
            + " fragments belong to which of the "
            + frames
            + " frames cannot be told: there is no offset table");
  }

  /** The first frames have a fragment each, the others none. */
  private void assignOneByOne() {
    for (int i = 0; i < frames; i++) {
      firsts[i] = Math.min(i, fragments);
    }
  }

  /** Whether there is a table; the extended one counts more. */
  private boolean assignByTable(DicomDataSet dataSet, ByteBuffer basicTable)
      throws DecodeException {
    Optional<ByteBuffer> extended = dataSet.bytes(DicomTag.EXTENDED_OFFSET_TABLE);
    if (extended.isPresent() && extended.get().limit() >= 8L * frames) {
      ByteBuffer table = extended.get();
      for (int i = 0; i < frames; i++) {
        firsts[i] = fragmentAt(table.getLong(8 * i), i);
      }
    } else if (basicTable.limit() >= 4L * frames) {
      for (int i = 0; i < frames; i++) {
        firsts[i] = fragmentAt(basicTable.getInt(4 * i) & UNDEFINED, i);
      }
    } else {
      return false;
    }
    return true;
  }

  private int fragmentAt(long tableOffset, int frame) throws DecodeException {
    int previous = frame == 0 ? -1 : firsts[frame - 1];
    if (tableOffset >= offsets[fragments - 1] + lengths[fragments - 1] - firstItem) {
      return fragments; // the file lost its end, and this frame
    }
    for (int i = previous + 1; i < fragments; i++) {
      if (offsets[i] - 8L - firstItem == tableOffset) {
        return i;
      }
    }
    throw new DecodeException(
        FindingCode.UNREADABLE,
        "the offset table places frame " + (frame + 1) + " where no fragment begins");
  }

  private DecodeException tooFewFragments() {
    return new DecodeException(
        FindingCode.TRUNCATED,
        "the header declares "
            + declaredFrames
            + " frames, but the pixel data have "
            + fragments
            + (fragments == 1 ? " fragment" : " fragments"));
  }

  private boolean eachIsAFrame() {
    for (int i = 0; i < fragments; i++) {
      if (!undivided && !startsStream(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Lets a frame begin with each fragment that begins like a stream; the last ones have none if
   * there are too few.
   *
   * @return how many begin, at most one more than there are frames; 0 if not the first fragment
   *     does
   */
  private int assignByStarts() {
    int found = 0;
    for (int i = 0; i < fragments && found <= frames; i++) {
      if (startsStream(i)) {
        if (found < frames) {
          firsts[found] = i;
        }
        found++;
      }
    }
    for (int i = found; i < frames; i++) {
      firsts[i] = fragments;
    }
    return found > 0 && firsts[0] == 0 ? found : 0;
  }

  /** How many streams begin in the fragments of a frame: one, unless frames are missing. */
  int streams(int frame) {
    int count = 0;
    for (int i = firsts[frame]; i < firsts[frame + 1]; i++) {
      if (startsStream(i)) {
        count++;
      }
    }
    return Math.max(1, count);
  }

  /**
   * JPEG and JPEG-LS start with FFD8 and a marker, JPEG 2000 with FF4F FF51 or in the box of a JP2
   * file, RLE with its number of segments and the place of the first. A fragment may be shorter
   * than that; the stream goes on in the next.
   */
  private boolean startsStream(int fragment) {
    if (lengths[fragment] == 0) {
      return false;
    }
    long start = 0;
    int known = 0;
    for (int i = fragment; i < fragments && known < Long.BYTES; i++) {
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
}
