package dev.xraygpu.cpu.portable;

import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Clahe;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@code cv::createCLAHE} of OpenCV on x86-64. Of the tiles' tables, only those of two rows of
 * tiles are kept at a time: 16-bit ones have 128 KiB each.
 */
public final class PortableClahe {
  private final Clahe stage;
  private final int across;
  private final int down;
  private final Size tile;
  private final PixelRows source;
  private final int bins;
  private final int[] line;
  private final int[] histograms;

  /** The tables of one row of tiles, side by side. */
  private char[] upper;

  private char[] lower;
  private int upperRow = -1;
  private int lowerRow = -1;

  private PortableClahe(Clahe stage, PixelRows source) {
    this.stage = stage;
    this.source = source;
    across = stage.tiles().width();
    down = stage.tiles().height();
    tile = ClaheTiles.tile(stage.tiles(), new Size(source.width(), source.height()));
    bins = source.largest() + 1;
    line = new int[source.width()];
    histograms = new int[across * bins];
    upper = new char[across * bins];
    lower = new char[across * bins];
  }

  /** Equalises an image of one channel, 8 or 16 bit, into another of its size and type. */
  public static void apply(Clahe stage, Mat from, Mat to) {
    try (PixelRows source = new PixelRows(from);
        PixelRows target = new PixelRows(to)) {
      new PortableClahe(stage, source).interpolate(target);
    }
  }

  private void makeTables(int tileRow, char[] tables) {
    Arrays.fill(histograms, 0);
    for (int y = tileRow * tile.height(); y < (tileRow + 1) * tile.height(); y++) {
      source.read(Mirror.inside(y, source.height()), line);
      for (int column = 0; column < across; column++) {
        for (int x = column * tile.width(); x < (column + 1) * tile.width(); x++) {
          histograms[column * bins + line[Mirror.inside(x, source.width())]]++;
        }
      }
    }
    float scale = (float) source.largest() / tile.area();
    for (int first = 0; first < histograms.length; first += bins) {
      clip(first);
      int sum = 0;
      for (int i = first; i < first + bins; i++) {
        sum += histograms[i];
        tables[i] = (char) source.pixel(sum * scale);
      }
    }
  }

  /** Clips the bins of one tile, and spreads over all of them what was taken off. */
  private void clip(int first) {
    int clip = Math.max(1, (int) (stage.clipLimit() * tile.area() / bins));
    int excess = 0;
    for (int i = first; i < first + bins; i++) {
      excess += Math.max(0, histograms[i] - clip);
      histograms[i] = Math.min(histograms[i], clip);
    }
    int share = excess / bins;
    for (int i = first; i < first + bins; i++) {
      histograms[i] += share;
    }
    int remainder = excess % bins;
    if (remainder > 0) {
      int step = Math.max(bins / remainder, 1);
      for (int i = 0; i < bins && remainder > 0; i += step, remainder--) {
        histograms[first + i]++;
      }
    }
  }

  private void interpolate(PixelRows target) {
    int width = source.width();
    float perColumn = 1f / tile.width();
    float perRow = 1f / tile.height();
    int[] left = new int[width];
    int[] right = new int[width];
    float[] weight = new float[width];
    for (int x = 0; x < width; x++) {
      float column = x * perColumn - 0.5f;
      int former = (int) Math.floor(column);
      weight[x] = column - former;
      left[x] = Math.max(0, former) * bins;
      right[x] = Math.min(across - 1, former + 1) * bins;
    }
    int[] result = new int[width];
    for (int y = 0; y < source.height(); y++) {
      float row = y * perRow - 0.5f;
      int former = (int) Math.floor(row);
      float b = row - former;
      int top = Math.max(0, former);
      int bottom = Math.min(down - 1, former + 1);
      ensureTables(top, bottom);
      char[] beneath = bottom == top ? upper : lower;
      source.read(y, line);
      for (int x = 0; x < width; x++) {
        int value = line[x];
        float a = weight[x];
        float first = upper[left[x] + value] * (1 - a) + upper[right[x] + value] * a;
        float second = beneath[left[x] + value] * (1 - a) + beneath[right[x] + value] * a;
        result[x] = target.pixel(first * (1 - b) + second * b);
      }
      target.write(y, result);
    }
  }

  private void ensureTables(int top, int bottom) {
    if (upperRow != top && lowerRow == top) {
      char[] free = upper;
      upper = lower;
      lower = free;
      upperRow = top;
      lowerRow = -1;
    }
    if (upperRow != top) {
      makeTables(top, upper);
      upperRow = top;
    }
    if (bottom != top && lowerRow != bottom) {
      makeTables(bottom, lower);
      lowerRow = bottom;
    }
  }
}
