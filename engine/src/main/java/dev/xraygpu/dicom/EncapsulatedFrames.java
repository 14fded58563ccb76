package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Finds the compressed stream of a frame among the fragments of encapsulated pixel data (PS3.5,
 * annex A.4): by the extended or the basic offset table, by the number of fragments, or else by
 * where streams start. If there are fewer fragments than frames, and each is a frame's beginning,
 * they are the first frames, and the others are missing.
 */
final class EncapsulatedFrames {
  private static final long UNSIGNED = 0xffff_ffffL;

  private final Fragments fragments;
  private final int count;
  private final int frames;
  private final int declaredFrames;

  /** Number of the first fragment of each frame, and behind the last the number of fragments. */
  private final int[] firsts;

  private EncapsulatedFrames(Fragments fragments, PixelLayout layout) {
    this.fragments = fragments;
    this.count = fragments.count();
    this.frames = layout.frames();
    this.declaredFrames = layout.declaredFrames();
    this.firsts = new int[frames + 1];
    firsts[frames] = count;
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
    Fragments fragments = Fragments.of(file);
    if (fragments.count() == 0) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the pixel data have no fragment of an image");
    }
    EncapsulatedFrames result = new EncapsulatedFrames(fragments, layout);
    result.assign(file.dataSet());
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
    Fragments fragments = Fragments.upToDamage(file);
    int begun = 0;
    for (int i = 0; i < fragments.count(); i++) {
      if (fragments.beginsFrame(i)) {
        begun++;
      }
    }
    return begun == 0 ? fragments.count() : begun;
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
    return fragments.joined(from, to);
  }

  private void assign(DicomDataSet dataSet) throws DecodeException {
    if (frames == 1) {
      return;
    }
    if (count <= frames && eachIsAFrame()) {
      assignOneByOne();
      return;
    }
    try {
      if (assignByTable(dataSet)) {
        return;
      }
    } catch (DecodeException e) {
      if (assignByStarts() != frames) {
        throw e;
      }
      return;
    }
    if (count == frames) {
      assignOneByOne();
      return;
    }
    int begun = assignByStarts();
    // A number of frames that cannot be was cut to those that begin, and one for all that do not.
    if (begun == frames || (begun > 0 && begun < frames && frames < declaredFrames)) {
      return;
    }
    if (count < frames) {
      throw tooFewFragments();
    }
    throw new DecodeException(
        FindingCode.UNREADABLE,
        "which of the "
            + count
            + " fragments belong to which of the "
            + frames
            + " frames cannot be told: there is no offset table");
  }

  /** The first frames have a fragment each, the others none. */
  private void assignOneByOne() {
    for (int i = 0; i < frames; i++) {
      firsts[i] = Math.min(i, count);
    }
  }

  /** Whether there is a table; the extended one counts more. */
  private boolean assignByTable(DicomDataSet dataSet) throws DecodeException {
    ByteBuffer basicTable = fragments.table();
    Optional<ByteBuffer> extended = dataSet.bytes(DicomTag.EXTENDED_OFFSET_TABLE);
    if (extended.isPresent() && extended.get().limit() >= 8L * frames) {
      ByteBuffer table = extended.get();
      for (int i = 0; i < frames; i++) {
        firsts[i] = fragmentAt(table.getLong(8 * i), i);
      }
    } else if (basicTable.limit() >= 4L * frames) {
      for (int i = 0; i < frames; i++) {
        firsts[i] = fragmentAt(basicTable.getInt(4 * i) & UNSIGNED, i);
      }
    } else {
      return false;
    }
    return true;
  }

  private int fragmentAt(long tableOffset, int frame) throws DecodeException {
    int previous = frame == 0 ? -1 : firsts[frame - 1];
    if (fragments.endBefore(tableOffset)) {
      return count; // the file lost its end, and this frame
    }
    for (int i = previous + 1; i < count; i++) {
      if (fragments.isAt(i, tableOffset)) {
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
            + count
            + (count == 1 ? " fragment" : " fragments"));
  }

  private boolean eachIsAFrame() {
    for (int i = 0; i < count; i++) {
      if (!fragments.beginsFrame(i)) {
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
    for (int i = 0; i < count && found <= frames; i++) {
      if (fragments.startsStream(i)) {
        if (found < frames) {
          firsts[found] = i;
        }
        found++;
      }
    }
    for (int i = found; i < frames; i++) {
      firsts[i] = count;
    }
    return found > 0 && firsts[0] == 0 ? found : 0;
  }

  /** How many streams begin in the fragments of a frame: one, unless frames are missing. */
  int streams(int frame) {
    int streams = 0;
    for (int i = firsts[frame]; i < firsts[frame + 1]; i++) {
      if (fragments.startsStream(i)) {
        streams++;
      }
    }
    return Math.max(1, streams);
  }
}
