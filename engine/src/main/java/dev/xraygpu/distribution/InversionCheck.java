package dev.xraygpu.distribution;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds images whose black and white are exchanged, without any tag: by the correlation with the
 * mean picture of the dataset on a grid of 16 x 16. An image is inverted if its negative is more
 * like that picture than the image itself, turned by any quarter, and at least a third as much as
 * the median image is. Where the median image correlates by less than one half, the images have no
 * picture in common, and nothing is said.
 */
public final class InversionCheck {
  private static final int SIDE = ImageMeasures.PATTERN_SIDE;
  private static final double LEAST_LIKENESS = 1 / 3.0;
  private static final double LEAST_IN_COMMON = 0.5;

  private final Dataset dataset;
  private final Patterns patterns;
  private final OutlierRule rule;

  /** Where patterns come from. */
  public interface Patterns {
    /** The pattern of a sample's image, if it has one and is kept. */
    Optional<ImageMeasures> of(int ordinal) throws IOException;
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
    long[] sums = new long[SIDE * SIDE];
    int images = 0;
    for (int i = 0; i < samples; i++) {
      Optional<ImageMeasures> measures = patterns.of(i);
      if (measures.isPresent()) {
        byte[] pattern = measures.get().patternValues();
        for (int cell = 0; cell < sums.length; cell++) {
          sums[cell] += pattern[cell];
        }
        images++;
      }
    }
    if (images < rule.smallestSample()) {
      return List.of();
    }
    return compare(normalized(sums), samples, images);
  }

  private List<Finding> compare(double[] mean, int samples, int images) throws IOException {
    float[] likeness = new float[images];
    List<Integer> candidates = new ArrayList<>();
    List<Double> negatives = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < samples; i++) {
      Optional<ImageMeasures> measures = patterns.of(i);
      if (measures.isEmpty()) {
        continue;
      }
      double[] pattern = normalized(measures.get().patternValues());
      double upright = correlation(mean, pattern);
      likeness[next++] = (float) upright;
      double turned = upright;
      double[] quarter = pattern;
      for (int turn = 1; turn < 4; turn++) {
        quarter = quarterTurn(quarter);
        turned = Math.max(turned, correlation(mean, quarter));
      }
      if (-upright > turned) {
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

  private static double[] normalized(byte[] pattern) {
    long[] values = new long[pattern.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pattern[i];
    }
    return normalized(values);
  }

  // Mean 0 and length 1, or all zero.
  private static double[] normalized(long[] values) {
    double mean = 0;
    for (long value : values) {
      mean += value;
    }
    mean /= values.length;
    double[] result = new double[values.length];
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i] - mean;
      squares += result[i] * result[i];
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < result.length && length > 0; i++) {
      result[i] /= length;
    }
    return result;
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
