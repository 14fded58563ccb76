package dev.xraygpu.distribution;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds images whose black and white are exchanged, without any tag: by the correlation with the
 * mean picture of the dataset on a grid of 16 x 16. An image is inverted if its negative is more
 * like that picture than the image itself, turned by any quarter, and at least a third as much as
 * the median image is. Where the median image correlates by less than one half, the images have no
 * picture in common, and nothing is said.
 */
public final class InversionCheck {
  private static final int SIDE = ImageMeasures.PATTERN_SIDE;
  private static final int VALUES = ImageMeasures.PATTERN_VALUES;
  private static final double LEAST_LIKENESS = 1 / 3.0;
  private static final double LEAST_IN_COMMON = 0.5;

  private final Dataset dataset;
  private final Patterns patterns;
  private final OutlierRule rule;

  /** Where patterns come from. */
  public interface Patterns {
    /**
     * Reads the pattern of a sample's image.
     *
     * @param pattern receives {@value ImageMeasures#PATTERN_VALUES} values, row by row
     * @return whether the sample is kept and has one
     */
    boolean read(int ordinal, byte[] pattern) throws IOException;
  }

  /** A check over a dataset; patterns are asked for twice. */
  public InversionCheck(Dataset dataset, Patterns patterns, OutlierRule rule) {
    this.dataset = dataset;
    this.patterns = patterns;
    this.rule = rule;
  }

  /** The findings, in the order of the paths. */
  public List<Finding> find() throws IOException {
    int samples = dataset.samples().size();
    byte[] pattern = new byte[VALUES];
    double[] sums = new double[VALUES];
    int images = 0;
    for (int i = 0; i < samples; i++) {
      if (patterns.read(i, pattern)) {
        add(pattern, sums);
        images++;
      }
    }
    if (images < rule.smallestSample()) {
      return List.of();
    }
    normalize(sums);
    return compare(sums, samples, images);
  }

  private List<Finding> compare(double[] mean, int samples, int images) throws IOException {
    // An image's turns against the mean picture are the image against the mean picture's turns.
    double[] quarter = quarterTurn(mean);
    double[] half = quarterTurn(quarter);
    double[] threeQuarters = quarterTurn(half);
    byte[] pattern = new byte[VALUES];
    double[] values = new double[VALUES];
    float[] likeness = new float[images];
    List<Integer> candidates = new ArrayList<>();
    List<Double> negatives = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < samples; i++) {
      if (!patterns.read(i, pattern)) {
        continue;
      }
      Arrays.fill(values, 0);
      add(pattern, values);
      normalize(values);
      double upright = correlation(mean, values);
      likeness[next++] = (float) upright;
      if (-upright > upright
          && -upright > correlation(quarter, values)
          && -upright > correlation(half, values)
          && -upright > correlation(threeQuarters, values)) {
        candidates.add(i);
        negatives.add(-upright);
      }
    }
    Arrays.sort(likeness);
    float median = likeness[(images - 1) / 2];
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      if (median >= LEAST_IN_COMMON && negatives.get(i) >= LEAST_LIKENESS * median) {
        findings.add(
            Finding.of(
                dataset.samples().get(candidates.get(i)).path(),
                FindingCode.INVERTED,
                String.format(
                    Locale.ROOT,
                    "its correlation with the mean picture of %,d images is %.2f, where the median"
                        + " is %.2f: black and white seem to be exchanged",
                    images,
                    -negatives.get(i),
                    median)));
      }
    }
    return findings;
  }

  // Sums of small whole numbers, so exact.
  private static void add(byte[] pattern, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += pattern[i];
    }
  }

  // To mean 0 and length 1, or all zero.
  private static void normalize(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value;
    }
    mean /= values.length;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean;
      squares += values[i] * values[i];
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < values.length && length > 0; i++) {
      values[i] /= length;
    }
  }

  private static double correlation(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] quarterTurn(double[] pattern) {
    double[] turned = new double[pattern.length];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        turned[x * SIDE + SIDE - 1 - y] = pattern[y * SIDE + x];
      }
    }
    return turned;
  }
}
