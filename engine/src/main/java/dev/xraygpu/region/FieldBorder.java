package dev.xraygpu.region;

import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnail;

/**
 * Finds the part of an image that is not its frame: rows and columns at the sides that are black,
 * white or of one gray over their whole length are left out, as often as there are frames around
 * frames. What is left is the upright box around the exposed field, however that is turned. A line
 * that shows anything is kept, so anatomy is never cut.
 */
final class FieldBorder {
  // In shares of the image's range of values, and no more than that many gray levels.
  private static final double TOLERANCE = 0.03;
  private static final int MOST_TOLERANCE = 5 * 257;
  // A frame is darker or brighter than all but this share of the range, or exactly of one value.
  private static final double EXTREME = 0.06;
  private static final int ONE_VALUE = 257;
  // Specks of dust or a compression's ringing do not make a line part of the field.
  private static final int SPECKS_PER_LINE = 128;
  private static final double LEAST_SIDE = 0.25;

  private final Thumbnail thumbnail;
  private final int low;
  private final int high;
  private final int tolerance;

  private FieldBorder(Thumbnail thumbnail, SmallCopyLevels levels) {
    this.thumbnail = thumbnail;
    this.low = levels.bin(0.01) << 8;
    this.high = (levels.bin(0.99) << 8) + 255;
    this.tolerance = Math.min(MOST_TOLERANCE, (int) ((high - low) * TOLERANCE));
  }

  /**
   * Finds it.
   *
   * @param levels of the same thumbnail
   * @return the field; its confidence is 1 where it is what a detector leaves, and 0 where less
   *     than a quarter of a side would be left, so that the image is rather not one in a frame
   */
  static RegionEstimate find(Thumbnail thumbnail, SmallCopyLevels levels) {
    return new FieldBorder(thumbnail, levels).find();
  }

  private RegionEstimate find() {
    int left = 0;
    int top = 0;
    int right = thumbnail.size().width();
    int bottom = thumbnail.size().height();
    boolean cut = true;
    while (cut) {
      cut = false;
      while (right - left > 1 && column(left, top, bottom)) {
        left++;
        cut = true;
      }
      while (right - left > 1 && column(right - 1, top, bottom)) {
        right--;
        cut = true;
      }
      while (bottom - top > 1 && row(top, left, right)) {
        top++;
        cut = true;
      }
      while (bottom - top > 1 && row(bottom - 1, left, right)) {
        bottom--;
        cut = true;
      }
    }
    Size original = thumbnail.original();
    boolean enough =
        right - left >= LEAST_SIDE * thumbnail.size().width()
            && bottom - top >= LEAST_SIDE * thumbnail.size().height();
    if (!enough) {
      return new RegionEstimate(Rectangle.whole(original), 0);
    }
    int factor = thumbnail.factor();
    int x = left * factor;
    int y = top * factor;
    int width = Math.min(original.width(), right * factor) - x;
    int height = Math.min(original.height(), bottom * factor) - y;
    return new RegionEstimate(new Rectangle(x, y, new Size(width, height)), 1);
  }

  private boolean column(int x, int top, int bottom) {
    return uniform(top * thumbnail.size().width() + x, thumbnail.size().width(), bottom - top);
  }

  private boolean row(int y, int left, int right) {
    return uniform(y * thumbnail.size().width() + left, 1, right - left);
  }

  private boolean uniform(int start, int step, int count) {
    int[] values = thumbnail.values();
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[start + i * step];
    }
    int mean = (int) (sum / count);
    int near = (int) ((high - low) * EXTREME);
    boolean extreme = mean <= low + near || mean >= high - near;
    int allowed = extreme ? tolerance : Math.min(tolerance, ONE_VALUE);
    int specks = count / SPECKS_PER_LINE;
    for (int i = 0; i < count; i++) {
      if (Math.abs(values[start + i * step] - mean) > allowed && --specks < 0) {
        return false;
      }
    }
    return true;
  }
}
