package dev.xraygpu.duplicate;

import java.util.Arrays;

/**
 * Lays the details of two signatures over each other as well as a shift and a stretch per axis can,
 * and tells what they then have in common. In their finest structure two exposures differ, even of
 * one patient in the same position: noise, breath and the vessels' course are never the same. Not
 * thread-safe: one per thread.
 *
 * <p>A {@linkplain DetailAlignment coarse placement} is made precise by Gauss-Newton steps on the
 * squared difference. Then the mean of 3 x 3 pixels is taken off both, and what is left is
 * correlated, over the whole overlap and in each of 4 x 4 parts.
 */
final class DetailComparison {
  private static final int SIDE = Signature.SIDE;
  // A border cropped by 4 % moves what is shown by up to 2 of 48 pixels; both may be cropped.
  private static final int REACH = 4;
  private static final double CENTRE = (SIDE - 1) / 2.0;
  private static final int STEPS = 6;
  // By descriptions and on the coarsest grid together, copies of radiographs are over 1.29 (those
  // that were both changed a lot), and five of six other pairs below: they cost little.
  private static final double LEAST_TOGETHER = 1.1;
  // Copies of radiographs are over 0.63 here, nearly all other pairs below 0.6.
  private static final double LEAST_HALF = 0.58;
  // Crops of 5 % a side are over 0.55 in the worse of both ways, and over 0.59 in the better one.
  private static final double LEAST_DOUBTFUL = 0.5;
  // A border cropped by 4 % lies 4.2 % of what is left away; more is another exposure's framing.
  private static final double FARTHEST = 0.055 * SIDE;
  // The border of a cropped image was normalised without what is cut off.
  private static final int MARGIN = 6;
  private static final int PARTS = 4;
  // A part with less structure than this share of the mean shows background only.
  private static final double LEAST_STRUCTURE = 0.1;
  private static final int FEWEST_PARTS = 6;

  private final DetailAlignment onQuarter = new DetailAlignment(CoarseDetail.QUARTER, REACH / 2);
  private final DetailAlignment onHalf = new DetailAlignment(CoarseDetail.HALF, REACH);
  private final BoxMean box = new BoxMean(SIDE, 1);
  private final float[] first = new float[SIDE * SIDE];
  private final float[] second = new float[SIDE * SIDE];
  private final float[] half = new float[CoarseDetail.HALF * CoarseDetail.HALF];
  private final float[] quarter = new float[CoarseDetail.QUARTER_VALUES];
  private final float[] moved = new float[SIDE * SIDE];
  private final boolean[] inside = new boolean[SIDE * SIDE];
  private final float[] mean = new float[SIDE * SIDE];
  private final GaussNewtonStep step = new GaussNewtonStep();

  /** Takes the first of two details, on a {@linkplain CoarseDetail#quarter quarter} of its grid. */
  void setFirst(short[] coarse) {
    unpack(coarse, false);
    onQuarter.setFirst(quarter);
  }

  /**
   * Whether the first detail and another one may show the same exposure, by what they are on a
   * quarter of their grid.
   *
   * @param mirrored whether the second one is mirrored first
   * @param similarity of the descriptions
   */
  boolean mayAgree(short[] coarse, boolean mirrored, double similarity) {
    unpack(coarse, mirrored);
    return similarity + Math.abs(onQuarter.find(quarter)) >= LEAST_TOGETHER;
  }

  private void unpack(short[] coarse, boolean mirrored) {
    int side = CoarseDetail.QUARTER;
    for (int row = 0; row < coarse.length; row += side) {
      for (int x = 0; x < side; x++) {
        quarter[row + x] = coarse[mirrored ? row + side - 1 - x : row + x];
      }
    }
  }

  /**
   * Compares two details that {@linkplain #mayAgree may agree}.
   *
   * @param mirrored whether the second one is mirrored first
   */
  Agreement compare(byte[] one, byte[] other, boolean mirrored) {
    double coarse = onHalf(one, false, other, mirrored);
    if (Math.abs(coarse) >= LEAST_HALF) {
      unpack(one, false, first);
      unpack(other, mirrored, second);
    } else {
      // The parts of a crop lie farther apart than those of its original: one way may fit better.
      coarse = Math.abs(coarse) < LEAST_DOUBTFUL ? 0 : onHalf(other, mirrored, one, false);
      if (Math.abs(coarse) < LEAST_HALF) {
        return Agreement.NONE;
      }
      unpack(other, mirrored, first);
      unpack(one, false, second);
    }
    int sign = coarse < 0 ? -1 : 1;
    double[] placement = onHalf.placement(sign);
    for (int i = 0; i < STEPS; i++) {
      double change = step.improve(first, second, sign, placement);
      if (change < 0.02) {
        break;
      }
    }
    double displacement = displacement(placement);
    if (!(displacement <= FARTHEST)) {
      return Agreement.NONE;
    }
    move(placement);
    return agreement(displacement);
  }

  private double onHalf(byte[] one, boolean oneMirrored, byte[] other, boolean otherMirrored) {
    CoarseDetail.half(one, oneMirrored, half);
    onHalf.setFirst(half);
    CoarseDetail.half(other, otherMirrored, half);
    return onHalf.find(half);
  }

  private static void unpack(byte[] detail, boolean mirrored, float[] to) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        to[y * SIDE + x] = detail[y * SIDE + (mirrored ? SIDE - 1 - x : x)];
      }
    }
  }

  // How far the farthest border is moved, in pixels of the one that is moved less: what the border
  // of a crop is away from its place is less in its original, whose pixels show more.
  private static double displacement(double[] placement) {
    double x = Math.abs(placement[0]) + CENTRE * Math.abs(placement[1]);
    double y = Math.abs(placement[2]) + CENTRE * Math.abs(placement[3]);
    return Math.min(Math.max(x, y), Math.max(x / (1 + placement[1]), y / (1 + placement[3])));
  }

  // The second detail where the first one's pixels lie on it.
  private void move(double[] placement) {
    for (int y = 0; y < SIDE; y++) {
      double v = y + placement[2] + placement[3] * (y - CENTRE);
      int row = (int) Math.floor(v);
      for (int x = 0; x < SIDE; x++) {
        double u = x + placement[0] + placement[1] * (x - CENTRE);
        int column = (int) Math.floor(u);
        int at = y * SIDE + x;
        inside[at] = row >= 0 && row < SIDE - 1 && column >= 0 && column < SIDE - 1;
        if (inside[at]) {
          int from = row * SIDE + column;
          double fu = u - column;
          double top = second[from] + fu * (second[from + 1] - second[from]);
          double bottom =
              second[from + SIDE] + fu * (second[from + SIDE + 1] - second[from + SIDE]);
          moved[at] = (float) (top + (v - row) * (bottom - top));
        } else {
          moved[at] = 0;
        }
      }
    }
  }

  private Agreement agreement(double displacement) {
    finest(first);
    finest(moved);
    double[] xx = new double[PARTS * PARTS];
    double[] yy = new double[PARTS * PARTS];
    double[] xy = new double[PARTS * PARTS];
    int wide = SIDE - 2 * MARGIN;
    for (int y = MARGIN; y < SIDE - MARGIN; y++) {
      for (int x = MARGIN; x < SIDE - MARGIN; x++) {
        int at = y * SIDE + x;
        if (inside[at - 3] && inside[at + 3] && inside[at - 3 * SIDE] && inside[at + 3 * SIDE]) {
          int part = (y - MARGIN) * PARTS / wide * PARTS + (x - MARGIN) * PARTS / wide;
          xx[part] += first[at] * first[at];
          yy[part] += moved[at] * moved[at];
          xy[part] += first[at] * moved[at];
        }
      }
    }
    return agreement(xx, yy, xy, displacement);
  }

  private static Agreement agreement(double[] xx, double[] yy, double[] xy, double displacement) {
    double allXx = Arrays.stream(xx).sum();
    double allYy = Arrays.stream(yy).sum();
    double allXy = Arrays.stream(xy).sum();
    if (!(allXx > 0 && allYy > 0)) {
      return Agreement.NONE;
    }
    double[] parts = new double[xx.length];
    int structured = 0;
    for (int i = 0; i < xx.length; i++) {
      double share = Math.max(xx[i] / allXx, yy[i] / allYy) * xx.length;
      if (share >= LEAST_STRUCTURE) {
        parts[structured++] = Math.signum(allXy) * xy[i] / Math.max(Math.sqrt(xx[i] * yy[i]), 1e-9);
      }
    }
    if (structured < FEWEST_PARTS) {
      return Agreement.NONE;
    }
    Arrays.sort(parts, 0, structured);
    return new Agreement(allXy / Math.sqrt(allXx * allYy), parts[structured / 4], displacement);
  }

  private void finest(float[] image) {
    box.of(image, mean);
    for (int i = 0; i < image.length; i++) {
      image[i] -= mean[i];
    }
  }
}
