package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a component of a tile is coded (ISO/IEC 15444-1, A.6.1 and A.6.2).
 *
 * @param levels of the wavelet transform
 * @param blockWidthBits code-blocks are at most two to the power of this wide
 * @param blockHeightBits likewise
 * @param precincts by resolution, the coarsest first: 4 bits each, widths below heights, as powers
 *     of two
 * @param passes how the passes of code-blocks are coded, as bits
 * @param reversible whether the wavelet transform is the one that loses nothing
 */
record CodingStyle(
    int levels,
    int blockWidthBits,
    int blockHeightBits,
    List<Integer> precincts,
    int passes,
    boolean reversible) {
  static final int MOST_LEVELS = 30;

  private static final int LARGEST_BLOCK_BITS = 12;
  private static final int WHOLE = 0xff;
  private static final int IRREVERSIBLE = 0;
  private static final int REVERSIBLE = 1;

  private static final int BYPASS = 0x01;
  private static final int RESET = 0x02;
  private static final int TERMINATION = 0x04;
  private static final int CAUSAL = 0x08;
  private static final int SEGMENTATION_SYMBOLS = 0x20;
  private static final int HIGH_THROUGHPUT = 0x40;
  private static final int RESERVED = 0x80;

  /** Bits that the standard's first part has, of which one only says how codes were ended. */
  private static final int USUAL = 0x3f;

  /** The first pass that may do without arithmetic coding: of the fifth bit-plane. */
  private static final int FIRST_BYPASSED = 10;

  /**
   * Reads what a marker segment says.
   *
   * @param content its bytes from the number of levels on
   * @param ownPrecincts whether sizes of precincts follow
   * @return null if it is beyond what is handled here
   * @throws DecodeException if it is beyond the standard's first part
   */
  static @Nullable CodingStyle of(ByteBuffer content, boolean ownPrecincts) throws DecodeException {
    int levels = content.get(0) & 0xff;
    int blockWidthBits = (content.get(1) & 15) + 2;
    int blockHeightBits = (content.get(2) & 15) + 2;
    int passes = content.get(3) & 0xff;
    int transform = content.get(4);
    if ((transform != REVERSIBLE && transform != IRREVERSIBLE)
        || (passes & (HIGH_THROUGHPUT | RESERVED)) == RESERVED) {
      throw Codestream.unsupported("a transform or code-blocks of another part of the standard");
    }
    if (levels > MOST_LEVELS
        || blockWidthBits > 10
        || blockHeightBits > 10
        || blockWidthBits + blockHeightBits > LARGEST_BLOCK_BITS
        || (passes != HIGH_THROUGHPUT && (passes & ~USUAL) != 0)) {
      return null;
    }
    List<Integer> precincts = new ArrayList<>();
    for (int r = 0; r <= levels; r++) {
      int bits = ownPrecincts ? content.get(5 + r) & 0xff : WHOLE;
      if (r > 0 && ((bits & 15) == 0 || bits >> 4 == 0)) {
        return null; // of finer resolutions a precinct is halved for its bands
      }
      precincts.add(bits);
    }
    return new CodingStyle(
        levels, blockWidthBits, blockHeightBits, precincts, passes, transform == REVERSIBLE);
  }

  int precinctWidthBits(int resolution) {
    return precincts.get(resolution) & 15;
  }

  int precinctHeightBits(int resolution) {
    return precincts.get(resolution) >> 4;
  }

  /** Whether code-blocks are coded by ISO/IEC 15444-15. */
  boolean highThroughput() {
    return passes == HIGH_THROUGHPUT;
  }

  /** Whether each bit-plane ends with a symbol that shows damage. */
  boolean symbols() {
    return (passes & SEGMENTATION_SYMBOLS) != 0;
  }

  /** Whether each pass begins with contexts that know nothing. */
  boolean resets() {
    return (passes & RESET) != 0;
  }

  /** Whether contexts look at no row below the four that are decoded together. */
  boolean causal() {
    return (passes & CAUSAL) != 0;
  }

  /**
   * Whether a pass is of plain bits.
   *
   * @param pass from the first one of a code-block on, which is a clean-up pass
   */
  boolean raw(int pass) {
    return (passes & BYPASS) != 0 && pass >= FIRST_BYPASSED && pass % 3 != 0;
  }

  /** How many passes there are from this one on to the end of the codes that it is in. */
  int passesToEnd(int pass) {
    if ((passes & TERMINATION) != 0) {
      return 1;
    }
    if ((passes & BYPASS) == 0) {
      return Integer.MAX_VALUE;
    }
    return pass < FIRST_BYPASSED ? FIRST_BYPASSED - pass : pass % 3 == 1 ? 2 : 1;
  }

  /** Whether codes of their own begin with a pass. */
  boolean begins(int pass) {
    return pass == 0 || passesToEnd(pass - 1) == 1;
  }
}
