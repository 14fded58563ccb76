package dev.xraygpu.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * A scan header (ISO/IEC 10918-1, B.2.3).
 *
 * @param parts which components, with which tables
 * @param spectralStart first coefficient in zigzag order
 * @param spectralEnd last coefficient
 * @param approximationHigh bit of the scan before, 0 in a first scan
 * @param approximationLow bit of this scan
 */
record JpegScan(
    List<Part> parts,
    int spectralStart,
    int spectralEnd,
    int approximationHigh,
    int approximationLow) {
  /** libjpeg's D_MAX_BLOCKS_IN_MCU. */
  private static final int MAX_BLOCKS = 10;

  /**
   * A component in a scan.
   *
   * @param index in the frame
   * @param differenceTable number of its DC table
   * @param coefficientTable number of its AC table
   */
  record Part(int index, int differenceTable, int coefficientTable) {}

  JpegScan {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a SOS segment.
   *
   * @param start offset of its length field
   * @throws DecodeException for values that no decoder takes
   */
  static JpegScan parse(FileBytes file, int start, JpegFrame frame) throws DecodeException {
    String what = "a scan header";
    int length = file.u16(start, what);
    int count = file.u8(start + 2, what);
    if (count < 1 || count > 4 || length != 6 + 2 * count) {
      throw JpegStructure.unreadable("a scan header of " + length + " bytes, " + count + " parts");
    }
    file.require(start, length, what);
    List<Part> parts = new ArrayList<>();
    int blocks = 0;
    for (int i = 0; i < count; i++) {
      int id = file.u8(start + 3 + 2 * i, what);
      int tables = file.u8(start + 4 + 2 * i, what);
      int index = indexOf(frame, id, parts);
      parts.add(new Part(index, tables >> 4, tables & 15));
      JpegFrame.Component component = frame.components().get(index);
      blocks += component.horizontal() * component.vertical();
    }
    if (count > 1 && blocks > MAX_BLOCKS) {
      throw JpegStructure.unreadable("a scan with " + blocks + " blocks in a unit");
    }
    int at = start + 3 + 2 * count;
    int approximation = file.u8(at + 2, what);
    JpegScan scan =
        new JpegScan(
            parts,
            file.u8(at, what),
            file.u8(at + 1, what),
            approximation >> 4,
            approximation & 15);
    if (frame.progressive()) {
      scan.checkProgression();
    }
    return scan;
  }

  private static int indexOf(JpegFrame frame, int id, List<Part> taken) throws DecodeException {
    for (int i = 0; i < frame.components().size(); i++) {
      int index = i;
      if (frame.components().get(i).id() == id
          && taken.stream().noneMatch(part -> part.index == index)) {
        return i;
      }
    }
    throw JpegStructure.unreadable("a scan of component " + id + ", which the frame has not");
  }

  private void checkProgression() throws DecodeException {
    boolean band =
        spectralStart == 0
            ? spectralEnd == 0
            : spectralEnd >= spectralStart && spectralEnd <= 63 && parts.size() == 1;
    boolean step = approximationHigh == 0 || approximationLow == approximationHigh - 1;
    if (!band || !step || approximationLow > 13) {
      throw JpegStructure.unreadable(
          "a scan of coefficients "
              + spectralStart
              + " to "
              + spectralEnd
              + ", bits "
              + approximationHigh
              + " to "
              + approximationLow);
    }
  }

  /** Units (MCUs): blocks of its only component, or groups of blocks of all (A.2). */
  long units(JpegFrame frame) {
    return parts.size() == 1 ? frame.blocks(parts.get(0).index()) : frame.groups();
  }
}
