package dev.xraygpu.picture;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.util.Locale;

/**
 * An image as a screen shows it, 8 bit, in the size that fits: every pixel repeated a whole number
 * of times, as it is, or the mean of what a smaller pixel covers, weighted by area and rounded to
 * the nearest. Integer arithmetic throughout.
 */
public final class GrayPicture {
  private static final int SMALLEST_BOX = 3;

  private final Size size;
  private final Size original;
  private final byte[] pixels;

  private GrayPicture(Size size, Size original, byte[] pixels) {
    this.size = size;
    this.original = original;
    this.pixels = pixels;
  }

  /**
   * Shows an image in a box, as large as it fits.
   *
   * @param image of any size and type
   * @param scale which values are black and white
   * @param box the most columns and rows
   */
  public static GrayPicture fit(HostImage image, DisplayScale scale, Size box) {
    Size original = image.size();
    int times = Math.min(box.width() / original.width(), box.height() / original.height());
    if (times >= 1) {
      return repeated(image, scale, times);
    }
    double factor =
        Math.min(
            (double) box.width() / original.width(), (double) box.height() / original.height());
    Size size =
        new Size(
            (int) Math.max(1, Math.round(original.width() * factor)),
            (int) Math.max(1, Math.round(original.height() * factor)));
    return new GrayPicture(size, original, averaged(image, scale, size));
  }

  private static GrayPicture repeated(HostImage image, DisplayScale scale, int times) {
    Size original = image.size();
    Size size = new Size(original.width() * times, original.height() * times);
    byte[] pixels = new byte[Math.toIntExact(size.area())];
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        pixels[y * size.width() + x] = (byte) scale.gray(image.get(x / times, y / times));
      }
    }
    return new GrayPicture(size, original, pixels);
  }

  // Positions are multiples of 1 / (columns * original columns), so overlaps are whole numbers.
  private static byte[] averaged(HostImage image, DisplayScale scale, Size size) {
    int width = image.size().width();
    int height = image.size().height();
    byte[] pixels = new byte[Math.toIntExact(size.area())];
    long[] sums = new long[size.width()];
    long[] line = new long[size.width()];
    long half = image.size().area() / 2;
    int row = 0;
    for (int y = 0; y < height; y++) {
      sumLine(image, y, line);
      long from = (long) y * size.height();
      long to = from + size.height();
      while (from < to) {
        long end = Math.min(to, (row + 1L) * height);
        for (int x = 0; x < line.length; x++) {
          sums[x] += (end - from) * line[x];
        }
        from = end;
        if (end == (row + 1L) * height) {
          for (int x = 0; x < sums.length; x++) {
            long value = (sums[x] + half) / ((long) width * height);
            pixels[row * size.width() + x] = (byte) scale.gray((int) value);
            sums[x] = 0;
          }
          row++;
        }
      }
    }
    return pixels;
  }

  private static void sumLine(HostImage image, int y, long[] line) {
    int width = image.size().width();
    boolean shallow = image.type() == PixelType.U8;
    int at = y * width;
    int column = 0;
    long sum = 0;
    for (int x = 0; x < width; x++) {
      int value =
          shallow ? image.pixels().get(at + x) & 0xff : image.pixels().getChar(2 * (at + x));
      long from = (long) x * line.length;
      long to = from + line.length;
      while (from < to) {
        long edge = (column + 1L) * width;
        long end = Math.min(to, edge);
        sum += (end - from) * value;
        from = end;
        if (end == edge) {
          line[column++] = sum;
          sum = 0;
        }
      }
    }
  }

  /** Columns and rows. */
  public Size size() {
    return size;
  }

  /** What is shown at a pixel, 0 to 255. */
  public int get(int x, int y) {
    return pixels[y * size.width() + x] & 0xff;
  }

  /** Where an area of the original lies; never so small that nobody sees it. */
  Rectangle place(Rectangle area) {
    int x = column(area.x());
    int y = row(area.y());
    Size shown =
        new Size(
            Math.max(SMALLEST_BOX, column(area.right()) - x),
            Math.max(SMALLEST_BOX, row(area.bottom()) - y));
    return new Rectangle(x, y, shown);
  }

  /** Where a column's edge of the original lies. */
  public int column(int x) {
    return (int) Math.round((double) x * size.width() / original.width());
  }

  /** Where a row's edge of the original lies. */
  public int row(int y) {
    return (int) Math.round((double) y * size.height() / original.height());
  }

  /** How much larger or smaller it is, in words; nothing where it is as large. */
  public String zoom() {
    if (size.equals(original)) {
      return "";
    }
    if (size.width() > original.width()) {
      return size.width() / original.width() + ":1";
    }
    return String.format(
        Locale.ROOT,
        "1:%.1f",
        (double) Math.max(original.width(), original.height())
            / Math.max(size.width(), size.height()));
  }
}
