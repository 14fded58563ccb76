package dev.xraygpu.dicom.jpeg2000;

/**
 * The passes over a code-block that are coded arithmetically (ISO/IEC 15444-1, annex D).
 *
 * <p>The steps of {@link ArithmeticDecoder#decode} are repeated here, where what they change is in
 * registers: that takes half the time. Not thread-safe.
 */
final class CodedPasses {
  private static final int FIRST_REFINEMENT = 14;

  /** The coefficients of a column. */
  private static final long COLUMN = 15;

  private final CodeBlockPlanes planes;
  private final ArithmeticDecoder decoder;

  /** Contexts of significance. */
  private byte[] table = new byte[0];

  /** What a coefficient is that has become significant. */
  private int first;

  /** 0 if columns without anything significant around them are coded as runs. */
  private int notEmpty;

  CodedPasses(CodeBlockPlanes planes, ArithmeticDecoder decoder) {
    this.planes = planes;
    this.decoder = decoder;
  }

  /**
   * A pass over coefficients that are not significant: either of all that are beside one that is,
   * or of all that the former left over.
   *
   * @param plane which bit-plane, from 0
   * @param contexts of significance, by neighbourhood
   * @param cleanUp whether it is the latter
   */
  void findSignificant(int plane, byte[] contexts, boolean cleanUp) {
    table = contexts;
    first = 3 << plane;
    for (int stripe = 0; stripe < planes.stripes(); stripe++) {
      // Without all rows no column is coded as a run.
      notEmpty = cleanUp && planes.isWhole(stripe) ? 0 : 1;
      for (int group = 0; group < planes.groups(); group++) {
        int at = planes.groupAt(stripe, group);
        long open = ~planes.significant[at] & planes.inside(stripe, group);
        long those = open & (cleanUp ? ~planes.visited[at] : planes.besideSignificant(at));
        planes.visited[at] = cleanUp ? 0 : those;
        if (those != 0) {
          findInGroup(stripe, group, those, cleanUp ? 0 : open);
        }
      }
    }
    decoder.pause();
  }

  /**
   * The same of a group. It is a method of its own so that a compiler finds registers for its loop.
   *
   * @param those coefficients that the pass is about
   * @param others such as it will be about, too, once they are beside a significant one
   */
  private void findInGroup(int stripe, int group, long those, long others) {
    int wordAt = planes.wordAt(stripe, group);
    int coefficientAt = planes.coefficientAt(stripe, group);
    long[] words = planes.words;
    int[] coefficients = planes.coefficients;
    long[] entries = ArithmeticDecoder.ENTRIES;
    long[] contexts = decoder.contexts;
    long interval = decoder.interval;
    long code = decoder.code;
    long found = 0;
    long added = 0;
    long left = those;
    while (left != 0) {
      int place = Long.numberOfTrailingZeros(left);
      int at = wordAt + (place >> 2);
      int row = place & 3;
      long word = words[at];
      boolean run = (word & CodeBlockPlanes.WINDOW | notEmpty) == 0;
      int context =
          run ? ArithmeticDecoder.RUN : table[(int) (word >> (3 * row)) & ContextTables.NEIGHBOURS];
      long entry = contexts[context];
      long less = entry & ArithmeticDecoder.PROBABILITY;
      long rest = interval - less;
      long beyond = code - less;
      long lower = beyond >> 63;
      long larger = rest - less;
      long other = lower ^ larger >> 63;
      long part = rest - (larger & lower);
      contexts[context] = entries[ArithmeticDecoder.next(entry, part, other)];
      int shift = Long.numberOfLeadingZeros(part);
      interval = part << shift >>> 1;
      code = beyond + (less & lower) << shift >>> 1;
      if (code << ArithmeticDecoder.ABOVE_AHEAD == 0) {
        decoder.code = code;
        decoder.readAhead();
        code = decoder.code;
      }
      if (((entry ^ other) & 1) == 0) {
        left &= ~((run ? COLUMN : 1) << place);
        continue;
      }
      if (run) {
        decoder.interval = interval;
        decoder.code = code;
        row = decoder.decode(ArithmeticDecoder.UNIFORM) << 1;
        row |= decoder.decode(ArithmeticDecoder.UNIFORM);
        interval = decoder.interval;
        code = decoder.code;
        place += row;
      }
      int sign = ContextTables.sign(word, row);
      context = sign & ContextTables.SIGN_CONTEXT;
      entry = contexts[context];
      less = entry & ArithmeticDecoder.PROBABILITY;
      rest = interval - less;
      beyond = code - less;
      lower = beyond >> 63;
      larger = rest - less;
      other = lower ^ larger >> 63;
      part = rest - (larger & lower);
      contexts[context] = entries[ArithmeticDecoder.next(entry, part, other)];
      shift = Long.numberOfLeadingZeros(part);
      interval = part << shift >>> 1;
      code = beyond + (less & lower) << shift >>> 1;
      if (code << ArithmeticDecoder.ABOVE_AHEAD == 0) {
        decoder.code = code;
        decoder.readAhead();
        code = decoder.code;
      }
      int negative = (int) (entry ^ other) & 1 ^ sign >>> ContextTables.TURN;
      coefficients[coefficientAt + place] = first | negative << 31;
      planes.mark(at, row, negative);
      found |= 1L << place;
      long more = CodeBlockPlanes.ahead(place) & others & ~found;
      added |= more;
      left = (left | more) & -2L << place;
    }
    planes.significant[planes.groupAt(stripe, group)] |= found;
    planes.visited[planes.groupAt(stripe, group)] |= added;
    decoder.interval = interval;
    decoder.code = code;
  }

  /**
   * One bit more of those coefficients that were significant before this plane.
   *
   * @param plane which bit-plane, from 0
   */
  void refine(int plane) {
    long[] entries = ArithmeticDecoder.ENTRIES;
    long[] contexts = decoder.contexts;
    long interval = decoder.interval;
    long code = decoder.code;
    int[] coefficients = planes.coefficients;
    for (int stripe = 0; stripe < planes.stripes(); stripe++) {
      for (int group = 0; group < planes.groups(); group++) {
        int groupAt = planes.groupAt(stripe, group);
        long left = planes.significant[groupAt] & ~planes.visited[groupAt];
        if (left == 0) {
          continue;
        }
        long again = planes.refined[groupAt];
        long beside = planes.besideSignificant(groupAt) & ~again;
        planes.refined[groupAt] = again | left;
        int coefficientAt = planes.coefficientAt(stripe, group);
        while (left != 0) {
          int place = Long.numberOfTrailingZeros(left);
          left &= left - 1;
          int context =
              FIRST_REFINEMENT + ((int) (beside >>> place) & 1) + 2 * ((int) (again >>> place) & 1);
          long entry = contexts[context];
          long less = entry & ArithmeticDecoder.PROBABILITY;
          long rest = interval - less;
          long beyond = code - less;
          long lower = beyond >> 63;
          long larger = rest - less;
          long other = lower ^ larger >> 63;
          long part = rest - (larger & lower);
          contexts[context] = entries[ArithmeticDecoder.next(entry, part, other)];
          int shift = Long.numberOfLeadingZeros(part);
          interval = part << shift >>> 1;
          code = beyond + (less & lower) << shift >>> 1;
          if (code << ArithmeticDecoder.ABOVE_AHEAD == 0) {
            decoder.code = code;
            decoder.readAhead();
            code = decoder.code;
          }
          int up = 2 * ((int) (entry ^ other) & 1) - 1;
          coefficients[coefficientAt + place] += up << plane;
        }
      }
    }
    decoder.interval = interval;
    decoder.code = code;
    decoder.pause();
  }
}
