package dev.xraygpu.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Area resize of 8-bit pixels in plain Java, from the written rules, in single precision. */
public final class ReferenceAreaResize {
  private static final double NEGLIGIBLE = 1e-3;

  private ReferenceAreaResize() {}

  /** The image in another size. */
  public static GrayArray resize(GrayArray source, int width, int height) {
    if (source.width() < width || source.height() < height) {
      return ReferenceLinearResize.interpolate(
          source, growing(source.width(), width), growing(source.height(), height));
    }
    if (source.width() % width == 0 && source.height() % height == 0) {
      return wholeCells(source, width, height);
    }
    return fractionalCells(source, width, height);
  }

  private static ReferenceLinearResize.Axis growing(int source, int target) {
    double inverse = (double) target / source;
    double scale = 1.0 / inverse;
    ReferenceLinearResize.Axis axis =
        new ReferenceLinearResize.Axis(new int[target], new float[target]);
    for (int d = 0; d < target; d++) {
      int s = (int) Math.floor(d * scale);
      float part = (float) ((d + 1) - (s + 1) * inverse);
      axis.set(d, s, part <= 0 ? 0 : part - (float) Math.floor(part));
    }
    return axis;
  }

  private static GrayArray wholeCells(GrayArray source, int width, int height) {
    int across = source.width() / width;
    int down = source.height() / height;
    if (across == 2 && down == 2) {
      return ReferenceLinearResize.halve(source);
    }
    float share = 1f / (across * down);
    GrayArray result = new GrayArray(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sum = 0;
        for (int j = 0; j < down; j++) {
          for (int i = 0; i < across; i++) {
            sum += source.at(x * across + i, y * down + j);
          }
        }
        result.put(x, y, round(sum * share));
      }
    }
    return result;
  }

  private record Part(int source, int target, float weight) {}

  private static List<Part> parts(int source, int target) {
    double scale = 1.0 / ((double) target / source);
    List<Part> parts = new ArrayList<>();
    for (int d = 0; d < target; d++) {
      double from = d * scale;
      double to = from + scale;
      double cell = Math.min(scale, source - from);
      int last = Math.min((int) Math.floor(to), source - 1);
      int first = Math.min((int) Math.ceil(from), last);
      if (first - from > NEGLIGIBLE) {
        parts.add(new Part(first - 1, d, (float) ((first - from) / cell)));
      }
      for (int s = first; s < last; s++) {
        parts.add(new Part(s, d, (float) (1.0 / cell)));
      }
      if (to - last > NEGLIGIBLE) {
        parts.add(new Part(last, d, (float) (Math.min(Math.min(to - last, 1), cell) / cell)));
      }
    }
    return parts;
  }

  private static GrayArray fractionalCells(GrayArray source, int width, int height) {
    List<Part> columns = parts(source.width(), width);
    List<Part> rows = parts(source.height(), height);
    GrayArray result = new GrayArray(width, height);
    float[] row = new float[width];
    float[] sum = new float[width];
    int current = rows.get(0).target();
    for (Part part : rows) {
      Arrays.fill(row, 0);
      for (Part column : columns) {
        row[column.target()] += source.at(column.source(), part.source()) * column.weight();
      }
      if (part.target() != current) {
        store(sum, result, current);
        Arrays.fill(sum, 0);
        current = part.target();
      }
      for (int x = 0; x < width; x++) {
        sum[x] += part.weight() * row[x];
      }
    }
    store(sum, result, current);
    return result;
  }

  private static void store(float[] sum, GrayArray result, int y) {
    for (int x = 0; x < sum.length; x++) {
      result.put(x, y, round(sum[x]));
    }
  }

  private static int round(float value) {
    return Math.max(0, Math.min(255, (int) Math.rint(value)));
  }
}
