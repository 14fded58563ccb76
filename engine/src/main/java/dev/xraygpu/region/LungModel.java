package dev.xraygpu.region;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What lungs look like, as numbers: an average appearance, and a cascade of linear maps from {@link
 * LungFeatures} to the moves of a box's four edges (supervised descent; Xiong and De la Torre, CVPR
 * 2013). The numbers are fitted on hand-drawn boxes by the program's tests, which say how.
 */
final class LungModel {
  private static final String RESOURCE = "lung-model.csv";
  private static final int EDGES = 4;

  private final float[] appearance;
  private final List<float[][]> steps;
  // Per step and feature, the four edges' coefficients, made symmetric.
  private final float[][] maps;

  /**
   * A model of these numbers.
   *
   * @param appearance the points' mean, {@link LungFeatures#POINTS} values
   * @param steps per step, {@link LungFeatures#COUNT} rows of the four edges' coefficients
   */
  LungModel(float[] appearance, List<float[][]> steps) {
    this.appearance = appearance;
    this.steps = steps;
    this.maps = steps.stream().map(LungModel::symmetric).toArray(float[][]::new);
  }

  // Half of what the features say, and half of what those of the mirror image say, mirrored back.
  private static float[] symmetric(float[][] rows) {
    float[] map = new float[LungFeatures.COUNT * EDGES];
    for (int i = 0; i < LungFeatures.COUNT; i++) {
      float[] direct = rows[i];
      float[] turned = rows[LungFeatures.mirrored(i)];
      map[i * EDGES] = (direct[0] - turned[2]) / 2;
      map[i * EDGES + 1] = (direct[1] + turned[1]) / 2;
      map[i * EDGES + 2] = (direct[2] - turned[0]) / 2;
      map[i * EDGES + 3] = (direct[3] + turned[3]) / 2;
    }
    return map;
  }

  /** Number of steps. */
  int steps() {
    return maps.length;
  }

  /** The model that is part of the program. */
  static LungModel shipped() {
    return Shipped.MODEL;
  }

  private static final class Shipped {
    static final LungModel MODEL = load();

    private static LungModel load() {
      try (InputStream in = LungModel.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("the program lacks its resource " + RESOURCE);
        }
        return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new IllegalStateException("the program's resource " + RESOURCE, e);
      }
    }
  }

  /** Reads what {@link #text} wrote. */
  static LungModel parse(String text) throws IOException {
    List<float[]> rows = new ArrayList<>();
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] cells = line.split(",", -1);
        float[] row = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
          row[i] = Float.parseFloat(cells[i]);
        }
        rows.add(row);
      }
    }
    int coefficients = rows.size() - 1;
    if (coefficients < LungFeatures.COUNT || coefficients % LungFeatures.COUNT != 0) {
      throw new IOException("a lung model of " + rows.size() + " rows");
    }
    List<float[][]> steps = new ArrayList<>();
    for (int at = 1; at < rows.size(); at += LungFeatures.COUNT) {
      steps.add(rows.subList(at, at + LungFeatures.COUNT).toArray(float[][]::new));
    }
    return new LungModel(rows.get(0), steps);
  }

  /** The model as text: the appearance in the first row, then the rows of all steps. */
  String text() {
    StringBuilder text = new StringBuilder();
    append(text, appearance);
    for (float[][] step : steps) {
      for (float[] row : step) {
        append(text, row);
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, float[] row) {
    for (int i = 0; i < row.length; i++) {
      text.append(i == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.5f", row[i]));
    }
    text.append('\n');
  }

  /**
   * One step: features of a box to the moves of its edges. The answer for the mirror image is the
   * mirrored answer.
   */
  double[] moves(int step, float[] features) {
    float[] map = maps[step];
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;
    for (int i = 0; i < features.length; i++) {
      float feature = features[i];
      left += feature * map[i * EDGES];
      top += feature * map[i * EDGES + 1];
      right += feature * map[i * EDGES + 2];
      bottom += feature * map[i * EDGES + 3];
    }
    return new double[] {left, top, right, bottom};
  }

  /** How much the points of a box look like lungs: their correlation with the mean, -1 to 1. */
  double likeness(float[] features) {
    double product = 0;
    double ours = 0;
    double theirs = 0;
    double meanOurs = mean(appearance);
    double meanTheirs = mean(Arrays.copyOf(features, LungFeatures.POINTS));
    for (int i = 0; i < LungFeatures.POINTS; i++) {
      double a = appearance[i] - meanOurs;
      double b = features[i] - meanTheirs;
      product += a * b;
      ours += a * a;
      theirs += b * b;
    }
    return product / Math.sqrt(ours * theirs + 1e-9);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
