package dev.xraygpu.dicom.jpeg2000;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The codes that say which of the four coefficients of a quad are not 0 (ISO/IEC 15444-15, annex
 * C), as tables to look the next seven bits up in.
 */
final class QuadCodes {
  /** For the first row of quads of a block. */
  static final QuadCodes FIRST_ROW = new QuadCodes("first");

  /** For all other rows. */
  static final QuadCodes OTHER_ROWS = new QuadCodes("other");

  /** Bits to look up. */
  static final int BITS = 7;

  private static final String RESOURCE = "quad-codes.txt";
  private static final int CONTEXTS = 8;

  /** Of each entry the code's length is in the lowest three bits; 0 is no code. */
  private final char[] entries = new char[CONTEXTS << BITS];

  private QuadCodes(String name) {
    try (InputStream stream = QuadCodes.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its resource " + RESOURCE);
      }
      new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .forEach(this::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String line) {
    String[] words = line.split(" ", -1);
    int context = Integer.parseInt(words[1]) << BITS;
    for (int i = 2; i < words.length; i++) {
      int code = Integer.parseInt(words[i], 16);
      int length = code >> 8 & 15;
      int entry =
          length
              | (code >> 24 & 15) << 3
              | (code >> 20 & 1) << 7
              | (code >> 16 & 15) << 8
              | (code >> 12 & 15) << 12;
      for (int behind = 0; behind < 1 << (BITS - length); behind++) {
        entries[context | behind << length | code & 0x7f] = (char) entry;
      }
    }
  }

  /**
   * The entry of a code.
   *
   * @param context what is known of the quads around, 0 to 7
   * @param next the next {@link #BITS} bits, the first of them lowest
   * @return 0 if no code begins like this
   */
  int entry(int context, int next) {
    return entries[context << BITS | next];
  }

  static int length(int entry) {
    return entry & 7;
  }

  /** Which of the four are not 0: left top, left bottom, right top, right bottom from bit 0 on. */
  static int pattern(int entry) {
    return entry >> 3 & 15;
  }

  /** Whether the quad's exponent is beyond what its neighbours let expect. */
  static boolean hasOffset(int entry) {
    return (entry >> 7 & 1) != 0;
  }

  /** Whose magnitudes take one bit less than the quad's exponent says. */
  static int shorter(int entry) {
    return entry >> 8 & 15;
  }

  /** Whose highest bit is therefore known to be 1. */
  static int known(int entry) {
    return entry >> 12;
  }
}
