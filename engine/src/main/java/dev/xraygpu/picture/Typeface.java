package dev.xraygpu.picture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Letters of one size. They are drawn already, as pixels in a file of the program: a server may
 * have no fonts, and a picture is to have the same bytes everywhere. Latin, Greek and Cyrillic;
 * other characters are spelled as <code>\u4e2d</code>.
 */
public enum Typeface {
  /** For text. */
  REGULAR("letters.txt"),
  /** For titles. */
  BOLD("letters-bold.txt");

  private static final String ELLIPSIS = "\u2026";

  private final Map<Integer, Letter> letters = new HashMap<>();
  private final int height;

  /**
   * One letter.
   *
   * @param advance pixels to the next letter
   * @param left where its pixels start, from the letter's own place
   * @param top first row
   * @param rows how opaque each pixel is, 0 to 15
   */
  record Letter(int advance, int left, int top, byte[][] rows) {}

  Typeface(String resource) {
    try (InputStream in = Typeface.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program's own file " + resource + " is missing");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      lines.readLine(); // what the file is
      height = Integer.parseInt(lines.readLine().split(" ")[1]);
      read(lines);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file " + resource, e);
    }
  }

  private void read(BufferedReader lines) throws IOException {
    int code = -1;
    String[] head = {};
    List<byte[]> rows = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.indexOf(' ') < 0) {
        rows.add(opacities(line));
        continue;
      }
      keep(code, head, rows);
      head = line.split(" ");
      code = Integer.parseInt(head[0], 16);
      rows.clear();
    }
    keep(code, head, rows);
  }

  private void keep(int code, String[] head, List<byte[]> rows) {
    if (code >= 0) {
      letters.put(
          code,
          new Letter(
              Integer.parseInt(head[1]),
              Integer.parseInt(head[2]),
              Integer.parseInt(head[3]),
              rows.toArray(byte[][]::new)));
    }
  }

  private static byte[] opacities(String line) {
    byte[] row = new byte[line.length()];
    for (int x = 0; x < row.length; x++) {
      row[x] = line.charAt(x) == '.' ? 0 : (byte) Character.digit(line.charAt(x), 16);
    }
    return row;
  }

  /** Rows of pixels that a line of text takes. */
  public int height() {
    return height;
  }

  /** The letters of a text, in their order. */
  List<Letter> letters(String text) {
    List<Letter> drawn = new ArrayList<>(text.length());
    text.codePoints()
        .forEach(
            code -> {
              Letter letter = letters.get(code);
              if (letter != null) {
                drawn.add(letter);
              } else {
                spelled(code).codePoints().forEach(c -> drawn.add(letters.get(c)));
              }
            });
    return drawn;
  }

  private static String spelled(int code) {
    return String.format(Locale.ROOT, code > 0xffff ? "\\U%x" : "\\u%04x", code);
  }

  /** Columns of pixels that a text takes. */
  public int width(String text) {
    return text.codePoints().map(this::width).sum();
  }

  private int width(int code) {
    Letter letter = letters.get(code);
    return letter != null ? letter.advance() : width(spelled(code));
  }

  /** The text, or as much of its beginning and end as fits, with an ellipsis between them. */
  public String shorten(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    int[] codes = text.codePoints().toArray();
    int[] before = new int[codes.length + 1];
    for (int i = 0; i < codes.length; i++) {
      before[i + 1] = before[i] + width(codes[i]);
    }
    int room = width - width(ELLIPSIS);
    for (int kept = codes.length - 1; kept > 0; kept--) {
      int head = kept / 2;
      int tail = codes.length - (kept - head);
      if (before[head] + before[codes.length] - before[tail] <= room) {
        return new String(codes, 0, head) + ELLIPSIS + new String(codes, tail, kept - head);
      }
    }
    return ELLIPSIS;
  }

  /** The text in lines that are not wider, broken between words, and within those that must be. */
  public List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int taken = 0;
    for (String word : text.split(" ")) {
      int wordWidth = width(word);
      if (line.length() > 0 && taken + width(' ') + wordWidth > width) {
        lines.add(line.toString());
        line.setLength(0);
        taken = 0;
      }
      if (line.length() > 0) {
        line.append(' ');
        taken += width(' ');
      }
      if (wordWidth <= width) {
        line.append(word);
        taken += wordWidth;
      } else {
        taken = breakUp(word, width, lines, line);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** Adds lines of a word that is wider than one; its end begins the next, whose width it gives. */
  private int breakUp(String word, int width, List<String> lines, StringBuilder line) {
    int taken = 0;
    for (int code : word.codePoints().toArray()) {
      int advance = width(code);
      if (line.length() > 0 && taken + advance > width) {
        lines.add(line.toString());
        line.setLength(0);
        taken = 0;
      }
      line.appendCodePoint(code);
      taken += advance;
    }
    return taken;
  }
}
