package dev.xraygpu.selftest;

import dev.xraygpu.image.HostImage;

/** How far pixels are from what they should be, summed up over images. */
final class Comparison {
  private long images;
  private long pixels;
  private long differing;
  private long sum;
  private int largest;

  /** Adds one image; of another size or type, it is as wrong as can be. */
  void add(HostImage actual, HostImage expected) {
    images++;
    boolean alike = actual.size().equals(expected.size()) && actual.type() == expected.type();
    for (int y = 0; y < expected.size().height(); y++) {
      for (int x = 0; x < expected.size().width(); x++) {
        int difference =
            alike
                ? Math.abs(actual.get(x, y) - expected.get(x, y))
                : expected.type().maxValue() + 1;
        pixels++;
        differing += difference == 0 ? 0 : 1;
        sum += difference;
        largest = Math.max(largest, difference);
      }
    }
  }

  long images() {
    return images;
  }

  long pixels() {
    return pixels;
  }

  long differing() {
    return differing;
  }

  int largest() {
    return largest;
  }

  double mean() {
    return pixels == 0 ? 0 : (double) sum / pixels;
  }
}
