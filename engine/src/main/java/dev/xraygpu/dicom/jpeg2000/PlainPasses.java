package dev.xraygpu.dicom.jpeg2000;

/** The passes over a code-block that are plain bits (ISO/IEC 15444-1, D.6). Not thread-safe. */
final class PlainPasses {
  private final CodeBlockPlanes planes;
  private final RawBits bits;

  PlainPasses(CodeBlockPlanes planes, RawBits bits) {
    this.planes = planes;
    this.bits = bits;
  }

  /**
   * A pass over coefficients that are not significant beside one that is.
   *
   * @param plane which bit-plane, from 0
   */
  void findSignificant(int plane) {
    for (int stripe = 0; stripe < planes.stripes(); stripe++) {
      for (int group = 0; group < planes.groups(); group++) {
        int groupAt = planes.groupAt(stripe, group);
        long open = ~planes.significant[groupAt] & planes.inside(stripe, group);
        long left = open & planes.besideSignificant(groupAt);
        long visited = left;
        while (left != 0) {
          int place = Long.numberOfTrailingZeros(left);
          left &= left - 1;
          if (bits.bit() == 0) {
            continue;
          }
          int negative = bits.bit();
          int row = place % CodeBlockPlanes.ROWS;
          planes.coefficients[planes.coefficientAt(stripe, group) + place] =
              3 << plane | negative << 31;
          planes.mark(planes.wordAt(stripe, group) + place / CodeBlockPlanes.ROWS, row, negative);
          planes.significant[groupAt] |= 1L << place;
          long more = CodeBlockPlanes.ahead(place) & open;
          left |= more;
          visited |= more;
        }
        planes.visited[groupAt] = visited;
      }
    }
  }

  /**
   * One bit more of those coefficients that were significant before this plane.
   *
   * @param plane which bit-plane, from 0
   */
  void refine(int plane) {
    for (int stripe = 0; stripe < planes.stripes(); stripe++) {
      for (int group = 0; group < planes.groups(); group++) {
        int groupAt = planes.groupAt(stripe, group);
        long left = planes.significant[groupAt] & ~planes.visited[groupAt];
        planes.refined[groupAt] |= left;
        while (left != 0) {
          int place = Long.numberOfTrailingZeros(left);
          left &= left - 1;
          planes.coefficients[planes.coefficientAt(stripe, group) + place] +=
              (2 * bits.bit() - 1) << plane;
        }
      }
    }
  }
}
