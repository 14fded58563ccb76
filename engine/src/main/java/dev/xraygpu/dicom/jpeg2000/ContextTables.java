package dev.xraygpu.dicom.jpeg2000;

/**
 * The contexts of a code-block's symbols (ISO/IEC 15444-1, annex D), by what is known of a
 * coefficient's neighbours.
 *
 * <p>A neighbourhood has nine bits, row by row from the upper left to the lower right, set where a
 * coefficient is significant; the one in the middle is the coefficient itself.
 */
final class ContextTables {
  /** A neighbourhood without its middle. */
  static final int NEIGHBOURS = 0x1ef;

  /** Of what {@link #sign} returns, the context. */
  static final int SIGN_CONTEXT = 0x7f;

  /** The bit of it that says whether the sign is to be turned. */
  static final int TURN = 7;

  private static final int FIRST_SIGN = 9;

  /** Contexts of significance for the low band and the vertically high one (table D.1). */
  private static final byte[] VERTICAL = significance(1);

  private static final byte[] HORIZONTAL = significance(0);
  private static final byte[] DIAGONAL = significance(2);

  /**
   * By significance above, to the left, to the right and below (bits 1, 3, 5 and 7, as in a
   * neighbourhood) and whether these are negative (the bits below them): the context of a sign, and
   * in bit 7 what it is to be turned by (tables D.2 and D.3).
   */
  private static final byte[] SIGN = signs();

  private static final int STRAIGHT = 0xaa;

  private ContextTables() {}

  /** Contexts of significance by neighbourhood. */
  static byte[] significanceIn(Subband.Kind kind) {
    return switch (kind) {
      case LOW, VERTICALLY_HIGH -> VERTICAL;
      case HORIZONTALLY_HIGH -> HORIZONTAL;
      case HIGH -> DIAGONAL;
    };
  }

  /**
   * The context of a sign.
   *
   * @param word of the coefficient's column, see {@link CodeBlockPlanes}
   * @param row of the stripe
   * @return with what the sign is to be turned by as bit {@link #TURN}
   */
  static int sign(long word, int row) {
    long around = word >> (3 * row);
    int index = (int) around & STRAIGHT | (int) (around >> (Integer.SIZE + 1)) & STRAIGHT >> 1;
    return SIGN[index] & 0xff;
  }

  private static byte[] significance(int kind) {
    byte[] contexts = new byte[512];
    for (int n = 0; n < contexts.length; n++) {
      int beside = (n >> 3 & 1) + (n >> 5 & 1);
      int above = (n >> 1 & 1) + (n >> 7 & 1);
      int diagonal = (n & 1) + (n >> 2 & 1) + (n >> 6 & 1) + (n >> 8 & 1);
      contexts[n] =
          (byte)
              switch (kind) {
                case 0 -> straight(above, beside, diagonal);
                case 1 -> straight(beside, above, diagonal);
                default -> diagonal(diagonal, beside + above);
              };
    }
    return contexts;
  }

  private static int straight(int first, int second, int diagonal) {
    if (first == 2) {
      return 8;
    }
    if (first == 1) {
      return second > 0 ? 7 : diagonal > 0 ? 6 : 5;
    }
    return second > 0 ? 2 + second : Math.min(diagonal, 2);
  }

  private static int diagonal(int diagonal, int straight) {
    return switch (diagonal) {
      case 0 -> Math.min(straight, 2);
      case 1 -> 3 + Math.min(straight, 2);
      case 2 -> 6 + Math.min(straight, 1);
      default -> 8;
    };
  }

  private static byte[] signs() {
    byte[] signs = new byte[256];
    for (int n = 0; n < signs.length; n++) {
      int vertical = contribution(n, 1, 7);
      int horizontal = contribution(n, 3, 5);
      boolean turned = horizontal < 0 || horizontal == 0 && vertical < 0;
      if (turned) {
        horizontal = -horizontal;
        vertical = -vertical;
      }
      int context = FIRST_SIGN + (horizontal == 0 ? vertical : 3 + vertical);
      signs[n] = (byte) (context | (turned ? 1 << TURN : 0));
    }
    return signs;
  }

  private static int contribution(int bits, int one, int other) {
    return Integer.signum(value(bits, one) + value(bits, other));
  }

  private static int value(int bits, int which) {
    int significant = bits >> which & 1;
    return (bits >> (which - 1) & 1) == 1 ? -significant : significant;
  }
}
