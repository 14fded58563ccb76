package dev.xraygpu.picture;

import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.picture.Typeface.Letter;
import dev.xraygpu.sink.PngEncoder;
import java.util.List;

/**
 * A colour picture to draw on, in plain Java: the same calls make the same bytes on every machine,
 * with or without a desktop and fonts. What lies outside of it is not drawn.
 */
public final class Canvas {
  private static final int OPAQUE = 15;
  private static final int DASH = 6;

  private final Size size;
  private final byte[] rgb;

  /**
   * A canvas of one colour.
   *
   * @throws IllegalArgumentException if it is too large for an array
   */
  public Canvas(Size size, Ink background) {
    if (3 * size.area() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a picture of " + size + " is too large");
    }
    this.size = size;
    this.rgb = new byte[Math.toIntExact(3 * size.area())];
    fill(Rectangle.whole(size), background);
  }

  /** How a line is drawn. */
  public enum Stroke {
    /** Without gaps. */
    SOLID,
    /** With gaps. */
    DASHED
  }

  /** Columns and rows. */
  public Size size() {
    return size;
  }

  /** A pixel as {@link Ink#rgb} gives colours. */
  public int rgb(int x, int y) {
    int at = 3 * (y * size.width() + x);
    return (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
  }

  private void set(int x, int y, int color) {
    if (x >= 0 && y >= 0 && x < size.width() && y < size.height()) {
      int at = 3 * (y * size.width() + x);
      rgb[at] = (byte) (color >> 16);
      rgb[at + 1] = (byte) (color >> 8);
      rgb[at + 2] = (byte) color;
    }
  }

  /** Fills an area. */
  public void fill(Rectangle area, Ink ink) {
    int right = Math.min(area.right(), size.width());
    int bottom = Math.min(area.bottom(), size.height());
    for (int y = area.y(); y < bottom; y++) {
      for (int x = area.x(); x < right; x++) {
        set(x, y, ink.rgb());
      }
    }
  }

  /** Draws a line of that thickness along the inside of an area's edges. */
  public void outline(Rectangle area, int thickness, Ink ink, Stroke stroke) {
    for (int y = area.y(); y < Math.min(area.bottom(), size.height()); y++) {
      for (int x = area.x(); x < Math.min(area.right(), size.width()); x++) {
        boolean rows = y < area.y() + thickness || y >= area.bottom() - thickness;
        boolean columns = x < area.x() + thickness || x >= area.right() - thickness;
        int along = rows ? x - area.x() : y - area.y();
        if ((rows || columns) && (stroke == Stroke.SOLID || along / DASH % 2 == 0)) {
          set(x, y, ink.rgb());
        }
      }
    }
  }

  /** Puts a gray image with its top left corner at a place. */
  public void draw(GrayPicture picture, int left, int top) {
    for (int y = 0; y < picture.size().height(); y++) {
      for (int x = 0; x < picture.size().width(); x++) {
        set(left + x, top + y, picture.get(x, y) * 0x010101);
      }
    }
  }

  /**
   * Writes a line of text.
   *
   * @param x left edge
   * @param y top edge of the line
   * @return its right edge
   */
  public int text(int x, int y, Typeface face, Ink ink, String text) {
    int at = x;
    List<Letter> letters = face.letters(text);
    for (Letter letter : letters) {
      byte[][] rows = letter.rows();
      for (int row = 0; row < rows.length; row++) {
        for (int column = 0; column < rows[row].length; column++) {
          blend(at + letter.left() + column, y + letter.top() + row, ink.rgb(), rows[row][column]);
        }
      }
      at += letter.advance();
    }
    return at;
  }

  private void blend(int x, int y, int color, int opacity) {
    if (opacity == 0 || x < 0 || y < 0 || x >= size.width() || y >= size.height()) {
      return;
    }
    int below = rgb(x, y);
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int under = below >> shift & 0xff;
      int over = color >> shift & 0xff;
      mixed |= (under * (OPAQUE - opacity) + over * opacity + OPAQUE / 2) / OPAQUE << shift;
    }
    set(x, y, mixed);
  }

  /** The picture as a PNG file, made with so much effort. */
  public byte[] png(PngEncoder.Effort effort) {
    return PngEncoder.encodeColor(size, rgb, effort);
  }
}
