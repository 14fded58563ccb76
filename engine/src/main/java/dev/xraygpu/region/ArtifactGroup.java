package dev.xraygpu.region;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Sharp squares of one brightness that lie together: a letter, a few of them, or something else.
 *
 * <p>Letters differ from a sharp rib or the skin's edge in three ways. Their outlines turn, so that
 * bright lies on at least three sides of their edges; a rib's edge has one or two. Their edges are
 * steep and so many pixels of a square are at one. And they are flat: hardly a pixel is between the
 * letter and the ground.
 */
final class ArtifactGroup {
  // The third most frequent direction of edges, as a share of the most frequent.
  private static final double THIRD_DIRECTION = 0.08;
  // Edges in each of a square's rows; a vertical step has two, as pairs are two apart.
  private static final double MANY_EDGES = 1.85;
  private static final double SOME_EDGES = 1.1;
  // Bright pixels for each of the soft ones.
  private static final double FLAT = 1;
  private static final double QUITE_FLAT = 2.1;
  private static final double VERY_FLAT = 3.2;
  // In shares of the image's range of values.
  private static final double STRONG_CONTRAST = 0.27;
  private static final int LEAST_BRIGHT = 20;

  private final List<SharpSquare> squares;
  private final Rectangle box;
  private final int level;
  private final double dark;

  /** A group of at least one square. */
  ArtifactGroup(List<SharpSquare> squares) {
    this.squares = squares;
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = 0;
    int bottom = 0;
    int[] levels = new int[squares.size()];
    double darks = 0;
    for (int i = 0; i < levels.length; i++) {
      SharpSquare square = squares.get(i);
      left = Math.min(left, square.x());
      top = Math.min(top, square.y());
      right = Math.max(right, square.x() + 1);
      bottom = Math.max(bottom, square.y() + 1);
      levels[i] = square.level();
      darks += square.dark();
    }
    Arrays.sort(levels);
    this.box = new Rectangle(left, top, new Size(right - left, bottom - top));
    this.level = levels[levels.length / 2];
    this.dark = darks / levels.length;
  }

  /** The box around it, in squares of the small copy. */
  Rectangle box() {
    return box;
  }

  /** Its brightness: the median of its squares' levels. */
  int level() {
    return level;
  }

  /**
   * Whether it looks like letters.
   *
   * @param image the image, of which only its squares' pixels are read
   * @param factor a square's side in pixels
   * @param range the image's darkest to brightest, in its values
   */
  boolean isText(HostImage image, int factor, double range) {
    int[] directions = new int[4];
    for (SharpSquare square : squares) {
      directions[0] += square.leftwards();
      directions[1] += square.rightwards();
      directions[2] += square.upwards();
      directions[3] += square.downwards();
    }
    Arrays.sort(directions);
    int sum = directions[0] + directions[1] + directions[2] + directions[3];
    double edges = (double) sum / squares.size() / factor;
    if (directions[1] < THIRD_DIRECTION * directions[3] || edges < SOME_EDGES) {
      return false;
    }
    double flatness = flatness(image, factor);
    boolean steep = edges >= MANY_EDGES || flatness >= QUITE_FLAT;
    return flatness >= VERY_FLAT
        || (flatness >= FLAT && steep && level - dark >= STRONG_CONTRAST * range);
  }

  // Pixels in the upper quarter from dark to bright for each of those in the three eighths below;
  // what is darker is ground, which may vary. 0 if hardly any pixel is bright.
  private double flatness(HostImage image, int factor) {
    double bright = level - (level - dark) / 4;
    double soft = dark + (level - dark) * 3 / 8;
    int brights = 0;
    int softs = 0;
    ByteBuffer pixels = image.pixels();
    boolean bytes = image.type() == PixelType.U8;
    int width = image.size().width();
    // The first values that are not less.
    int least = (int) Math.ceil(bright);
    int softest = (int) Math.ceil(soft);
    for (SharpSquare square : squares) {
      int x0 = square.x() * factor;
      int x1 = Math.min(width, x0 + factor + 2);
      int y1 = Math.min(image.size().height(), (square.y() + 1) * factor + 2);
      for (int y = square.y() * factor; y < y1; y++) {
        for (int at = y * width + x0; at < y * width + x1; at++) {
          int value = bytes ? pixels.get(at) & 0xff : pixels.getChar(2 * at);
          brights += value >= least ? 1 : 0;
          softs += value >= softest ? 1 : 0;
        }
      }
    }
    softs -= brights;
    return brights < LEAST_BRIGHT ? 0 : (double) brights / Math.max(1, softs);
  }
}
