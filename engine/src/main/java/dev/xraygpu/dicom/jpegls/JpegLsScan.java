package dev.xraygpu.dicom.jpegls;

import dev.xraygpu.decode.DecodeException;

/** One scan: a component, or several with their lines or their samples interleaved. */
final class JpegLsScan {
  private final CodedBits bits;
  private final Contexts contexts;
  private final int width;
  private final int height;

  /** Lines between restart markers; 0 if there are none. */
  private final int interval;

  JpegLsScan(CodingParameters parameters, CodedBits bits, int width, int height, int interval) {
    this.bits = bits;
    this.contexts = new Contexts(parameters, bits);
    this.width = width;
    this.height = height;
    this.interval = interval;
  }

  /**
   * Decodes components whose lines follow each other: one component alone, or all.
   *
   * @param target samples, {@code stride} of each pixel
   * @param first place of the first component among them
   * @param components how many there are in the scan
   */
  void lines(short[] target, int first, int components, int stride) throws DecodeException {
    int[][] above = new int[components][width + 2];
    int[][] line = new int[components][width + 2];
    int[] runIndex = new int[components];
    for (int y = 0; y < height; y++) {
      if (restart(y)) {
        above = new int[components][width + 2];
        runIndex = new int[components];
      }
      for (int c = 0; c < components; c++) {
        frame(above[c], line[c]);
        runIndex[c] = line(above[c], line[c], runIndex[c]);
        int out = y * width * stride + first + c;
        for (int x = 1; x <= width; x++) {
          target[out] = (short) line[c][x];
          out += stride;
        }
        int[] swap = above[c];
        above[c] = line[c];
        line[c] = swap;
      }
      bits.requireNotExhausted();
    }
  }

  private boolean restart(int y) throws DecodeException {
    if (interval == 0 || y == 0 || y % interval != 0) {
      return false;
    }
    bits.restart((y / interval - 1) & 7);
    contexts.reset();
    return true;
  }

  /** Sets the samples beside a line: they repeat the nearest ones of the line above. */
  private void frame(int[] above, int[] line) {
    above[width + 1] = above[width];
    line[0] = above[1];
  }

  /** Decodes a line; its samples and those above begin at index 1. Returns the new run index. */
  private int line(int[] above, int[] line, int startIndex) throws DecodeException {
    int runIndex = startIndex;
    int x = 1;
    while (x <= width) {
      int a = line[x - 1];
      int b = above[x];
      int c = above[x - 1];
      int context = contexts.context(a, b, c, above[x + 1]);
      if (context != 0) {
        line[x++] = contexts.regular(context, a, b, c);
        continue;
      }
      while (x <= width && bits.bit() == 1) {
        int run = 1 << Contexts.ORDERS[runIndex];
        int length = Math.min(run, width + 1 - x);
        java.util.Arrays.fill(line, x, x + length, a);
        x += length;
        if (length == run && runIndex < 31) {
          runIndex++;
        }
      }
      if (x > width) {
        break;
      }
      int order = Contexts.ORDERS[runIndex];
      int rest = bits.take(order);
      if (rest > width - x) {
        bits.requireNotExhausted();
        throw JpegLsImage.corrupt("a run goes beyond its line");
      }
      java.util.Arrays.fill(line, x, x + rest, a);
      x += rest;
      line[x] = contexts.afterRun(a, above[x], order);
      x++;
      if (runIndex > 0) {
        runIndex--;
      }
    }
    return runIndex;
  }

  /** Decodes components whose samples follow each other. */
  void samples(short[] target, int components) throws DecodeException {
    int[][] above = new int[components][width + 2];
    int[][] line = new int[components][width + 2];
    int runIndex = 0;
    for (int y = 0; y < height; y++) {
      if (restart(y)) {
        above = new int[components][width + 2];
        runIndex = 0;
      }
      for (int c = 0; c < components; c++) {
        frame(above[c], line[c]);
      }
      runIndex = sharedLine(above, line, runIndex);
      int out = y * width * components;
      for (int x = 1; x <= width; x++) {
        for (int c = 0; c < components; c++) {
          target[out++] = (short) line[c][x];
        }
      }
      int[][] swap = above;
      above = line;
      line = swap;
      bits.requireNotExhausted();
    }
  }

  private int sharedLine(int[][] above, int[][] line, int startIndex) throws DecodeException {
    int runIndex = startIndex;
    int components = line.length;
    int[] context = new int[components];
    int x = 1;
    while (x <= width) {
      boolean run = true;
      for (int c = 0; c < components; c++) {
        context[c] =
            contexts.context(line[c][x - 1], above[c][x], above[c][x - 1], above[c][x + 1]);
        run &= context[c] == 0;
      }
      if (!run) {
        for (int c = 0; c < components; c++) {
          line[c][x] = contexts.regular(context[c], line[c][x - 1], above[c][x], above[c][x - 1]);
        }
        x++;
        continue;
      }
      int from = x;
      while (x <= width && bits.bit() == 1) {
        int length = 1 << Contexts.ORDERS[runIndex];
        int inside = Math.min(length, width + 1 - x);
        x += inside;
        if (length == inside && runIndex < 31) {
          runIndex++;
        }
      }
      int order = Contexts.ORDERS[runIndex];
      boolean interrupted = x <= width;
      if (interrupted) {
        int rest = bits.take(order);
        if (rest > width - x) {
          bits.requireNotExhausted();
          throw JpegLsImage.corrupt("a run goes beyond its line");
        }
        x += rest;
      }
      for (int c = 0; c < components; c++) {
        java.util.Arrays.fill(line[c], from, x, line[c][from - 1]);
      }
      if (interrupted) {
        for (int c = 0; c < components; c++) {
          line[c][x] = contexts.afterSharedRun(line[c][from - 1], above[c][x], order);
        }
        x++;
        if (runIndex > 0) {
          runIndex--;
        }
      }
    }
    return runIndex;
  }
}
