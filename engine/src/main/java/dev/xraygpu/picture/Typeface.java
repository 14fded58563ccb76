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
                String spelled =
                    String.format(Locale.ROOT, code > 0xffff ? "\\U%x" : "\\u%04x", code);
                spelled.codePoints().forEach(c -> drawn.add(letters.get(c)));
              }
            });
    return drawn;
  }

  /** Columns of pixels that a text takes. */
  public int width(String text) {
    return letters(text).stream().mapToInt(Letter::advance).sum();
  }

  /** The text, or as much of its beginning and end as fits, with an ellipsis between them. */
  public String shorten(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    int[] codes = text.codePoints().toArray();
    for (int kept = codes.length - 1; kept > 0; kept--) {
      int head = kept / 2;
      String shorter =
          new String(codes, 0, head)
              + ELLIPSIS
              + new String(codes, codes.length - (kept - head), kept - head);
      if (width(shorter) <= width) {
        return shorter;
      }
    }
    return ELLIPSIS;
  }

  /** The text in lines that are not wider, broken between words, and within those that must be. */
  public List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && width(line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      String rest = word;
      while (width(rest) > width && rest.codePointCount(0, rest.length()) > 1) {
        int end = rest.length();
        while (width(rest.substring(0, end)) > width && rest.codePointCount(0, end) > 1) {
          end = rest.offsetByCodePoints(end, -1);
        }
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
      }
      line.append(line.length() == 0 ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
