package dev.xraygpu.denoise;

/**
 * What a filter took away from a tile: the method noise, before minus after (A. Buades, B. Coll and
 * J. M. Morel, "A Review of Image Denoising Algorithms, with a New One", Multiscale Modeling and
 * Simulation 4, 2005), of which nothing should look like the image.
 *
 * <p>How much does is measured in the band of structures of 3 to 7 pixels: the 3x3 mean minus the
 * 7x7 mean, {@code h} of the tile before and {@code r} of the method noise. The share taken is
 * {@code sum(r h) / sum(h h)}: 0 if nothing was taken or only what has no likeness to the image, 1
 * if all of it was. White noise of standard deviation s is s^2 (1/9 - 1/49) of that band's mean
 * square, which is how noise is told from structure.
 *
 * @param onEdges share taken where the gradient is at least the tile's median gradient
 * @param offEdges share taken elsewhere
 * @param signal mean square of the band on edges, 8-bit units
 * @param noise standard deviation of the tile's noise, 8-bit units
 */
record StructureLoss(double onEdges, double offEdges, double signal, double noise) {
  /** By how much a tile before and after has to be larger than what is measured, at each side. */
  static final int MARGIN = 3;

  private static final int SMALL = 9;
  private static final int LARGE = 49;
  private static final int BOTH = SMALL * LARGE;
  private static final double NOISE_IN_BAND = 1.0 / SMALL - 1.0 / LARGE;

  // J. Immerkaer, "Fast Noise Variance Estimation" (Computer Vision and Image Understanding 64,
  // 1996): the mask's response to white noise is 6 times as large. The median instead of the mean,
  // because structure makes the largest responses.
  private static final double MASK_GAIN = 6;
  private static final double MEDIAN_OF_NORMAL = 0.6745;

  /** How many times the noise's a band's energy is that holds structure. */
  private static final double STRUCTURED = 4;

  /** Under this mean square nobody sees the structure. */
  private static final double VISIBLE = 0.25;

  /** Compares a tile with what a filter made of it, both of the same side. */
  static StructureLoss of(GrayTile before, GrayTile after) {
    int side = before.side();
    int inner = side - 2 * MARGIN;
    int[] taken = new int[side * side];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = before.values()[i] - after.values()[i];
    }
    int[] smooth = boxSums(before.values(), side, 1);
    int[] wide = boxSums(before.values(), side, MARGIN);
    int[] smoothTaken = boxSums(taken, side, 1);
    int[] wideTaken = boxSums(taken, side, MARGIN);
    int[] gradient = new int[inner * inner];
    for (int y = 0; y < inner; y++) {
      for (int x = 0; x < inner; x++) {
        int at = (y + MARGIN) * side + x + MARGIN;
        gradient[y * inner + x] =
            Math.abs(smooth[at + 1] - smooth[at - 1])
                + Math.abs(smooth[at + side] - smooth[at - side]);
      }
    }
    int edge = median(gradient.clone());
    double[] products = new double[2];
    double[] squares = new double[2];
    int[] counts = new int[2];
    for (int y = 0; y < inner; y++) {
      for (int x = 0; x < inner; x++) {
        int at = (y + MARGIN) * side + x + MARGIN;
        double h = LARGE * smooth[at] - SMALL * wide[at];
        double r = LARGE * smoothTaken[at] - SMALL * wideTaken[at];
        int where = gradient[y * inner + x] >= edge ? 0 : 1;
        products[where] += r * h;
        squares[where] += h * h;
        counts[where]++;
      }
    }
    return new StructureLoss(
        squares[0] > 0 ? products[0] / squares[0] : 0,
        squares[1] > 0 ? products[1] / squares[1] : 0,
        squares[0] / counts[0] / ((double) BOTH * BOTH),
        noise(before));
  }

  /** Whether there is more than noise on the tile's edges. */
  boolean hasStructure() {
    return signal > Math.max(VISIBLE, STRUCTURED * noise * noise * NOISE_IN_BAND);
  }

  // Sums of windows of 2 radius + 1; only those that lie inside are right.
  private static int[] boxSums(int[] values, int side, int radius) {
    int[] rows = new int[side * side];
    int[] sums = new int[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = radius; x < side - radius; x++) {
        int sum = 0;
        for (int i = -radius; i <= radius; i++) {
          sum += values[y * side + x + i];
        }
        rows[y * side + x] = sum;
      }
    }
    for (int y = radius; y < side - radius; y++) {
      for (int j = -radius; j <= radius; j++) {
        for (int x = 0; x < side; x++) {
          sums[y * side + x] += rows[(y + j) * side + x];
        }
      }
    }
    return sums;
  }

  private static double noise(GrayTile tile) {
    int inner = tile.side() - 2;
    int[] responses = new int[inner * inner];
    for (int y = 0; y < inner; y++) {
      for (int x = 0; x < inner; x++) {
        int corners = tile.at(x, y) + tile.at(x + 2, y) + tile.at(x, y + 2) + tile.at(x + 2, y + 2);
        int sides =
            tile.at(x + 1, y) + tile.at(x, y + 1) + tile.at(x + 2, y + 1) + tile.at(x + 1, y + 2);
        responses[y * inner + x] = Math.abs(corners - 2 * sides + 4 * tile.at(x + 1, y + 1));
      }
    }
    return median(responses) / MASK_GAIN / MEDIAN_OF_NORMAL;
  }

  /** The middle value, by C. A. R. Hoare's selection; the values change their places. */
  private static int median(int[] values) {
    int wanted = values.length / 2;
    int from = 0;
    int to = values.length - 1;
    while (from < to) {
      int pivot = values[wanted];
      int i = from;
      int j = to;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          int swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (j < wanted) {
        from = i;
      }
      if (i > wanted) {
        to = j;
      }
    }
    return values[wanted];
  }
}
