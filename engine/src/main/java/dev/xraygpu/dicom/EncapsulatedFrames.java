package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Finds the compressed stream of a frame among the fragments of encapsulated pixel data (PS3.5,
 * annex A.4): by the extended or the basic offset table, by the number of fragments, or else by
 * where streams start.
 */
final class EncapsulatedFrames {
  private static final long UNDEFINED = 0xffff_ffffL;

  private static final int MAX_FRAGMENTS = 1 << 20;

  private final ByteBuffer bytes;
  private final int frames;
  private int[] offsets = new int[16];
  private int[] lengths = new int[16];
  private int fragments;
  private int firstItem;

  /** Number of the first fragment of each frame, and behind the last the number of fragments. */
  private int[] firsts = new int[0];

  private EncapsulatedFrames(ByteBuffer bytes, int frames) {
    this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.frames = frames;
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
        new EncapsulatedFrames(file.body().upTo(Long.MAX_VALUE), layout.frames());
    ByteBuffer basicTable = result.readFragments(element.offset());
    result.assign(file.dataSet(), basicTable);
    return result;
  }

  /** The compressed stream of a frame, without gaps; position 0 to the limit. */
  ByteBuffer stream(int frame) {
    int from = firsts[frame];
    int to = firsts[frame + 1];
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

  private ByteBuffer readFragments(int start) throws DecodeException {
    int at = start;
    ByteBuffer table = null;
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
      if (table == null) {
        table = bytes.slice(at + 8, (int) length).order(ByteOrder.LITTLE_ENDIAN);
        firstItem = at + 8 + (int) length;
      } else {
        add(at + 8, (int) length);
      }
      at += 8 + (int) length;
    }
    if (table != null
        && fragments < frames
        && startsStream(firstItem - table.limit(), table.limit())) {
      // The table was left out, so that the first fragment stands in its place.
      addFirst(firstItem - table.limit(), table.limit());
      table = table.slice(0, 0).order(ByteOrder.LITTLE_ENDIAN);
    }
    if (table == null || fragments == 0) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the pixel data have no fragment of an image");
    }
    return table;
  }

  private void add(int offset, int length) throws DecodeException {
    if (fragments == MAX_FRAGMENTS) {
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

  private void addFirst(int offset, int length) throws DecodeException {
    add(offset, length);
    System.arraycopy(offsets, 0, offsets, 1, fragments - 1);
    System.arraycopy(lengths, 0, lengths, 1, fragments - 1);
    offsets[0] = offset;
    lengths[0] = length;
  }

  private void assign(DicomDataSet dataSet, ByteBuffer basicTable) throws DecodeException {
    if (fragments < frames) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the header declares "
              + frames
              + " frames, but the pixel data have "
              + fragments
              + " fragments");
    }
    firsts = new int[frames + 1];
    firsts[frames] = fragments;
    if (frames == 1) {
      return;
    }
    if (fragments == frames) {
      for (int i = 0; i < frames; i++) {
        firsts[i] = i;
      }
      return;
    }
    try {
      if (assignByTable(dataSet, basicTable)) {
        return;
      }
    } catch (DecodeException e) {
      if (!assignByStarts()) {
        throw e;
      }
      return;
    }
    if (!assignByStarts()) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "which of the "
              + fragments
              + " fragments belong to which of the "
              + frames
              + " frames cannot be told: there is no offset table");
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
    for (int i = previous + 1; i < fragments; i++) {
      if (offsets[i] - 8L - firstItem == tableOffset) {
        return i;
      }
    }
    throw new DecodeException(
        FindingCode.UNREADABLE,
        "the offset table places frame " + (frame + 1) + " where no fragment begins");
  }

  /** Whether exactly as many fragments as frames begin like streams, the first among them. */
  private boolean assignByStarts() {
    int found = 0;
    for (int i = 0; i < fragments; i++) {
      if (startsStream(offsets[i], lengths[i])) {
        if (found == frames) {
          found++;
          break;
        }
        firsts[found++] = i;
      }
    }
    return found == frames && firsts[0] == 0;
  }

  /** How many streams begin in the fragments of a frame: one, unless frames are missing. */
  int streams(int frame) {
    int count = 0;
    for (int i = firsts[frame]; i < firsts[frame + 1]; i++) {
      if (startsStream(offsets[i], lengths[i])) {
        count++;
      }
    }
    return Math.max(1, count);
  }

  /** JPEG and JPEG-LS start with FFD8 and a marker, JPEG 2000 with FF4F FF51. */
  private boolean startsStream(int at, int length) {
    if (length < 4 || bytes.get(at) != (byte) 0xff || bytes.get(at + 2) != (byte) 0xff) {
      return false;
    }
    int second = bytes.get(at + 1) & 0xff;
    return second == 0xd8 || second == 0x4f && (bytes.get(at + 3) & 0xff) == 0x51;
  }
}
