package dev.xraygpu.cpu;

import dev.xraygpu.decode.PngWriter;
import java.util.SplittableRandom;

/** A PNG of 8-bit red, green, blue and perhaps alpha, each of whose rows has a filter by chance. */
final class FilteredPng {
  private static final int FILTERS = 5;

  private final int width;
  private final int height;
  private final int channels;
  private final byte[] compressed;

  /**
   * Filters and compresses.
   *
   * @param channels 3, or 4 with alpha
   * @param samples row by row, without gaps
   */
  FilteredPng(int width, int height, int channels, byte[] samples, SplittableRandom random) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    int length = width * channels;
    byte[] rows = new byte[height * (length + 1)];
    int only = random.nextInt(2 * FILTERS); // of all rows, or each its own
    for (int y = 0; y < height; y++) {
      int filter = only < FILTERS ? only : random.nextInt(FILTERS);
      rows[y * (length + 1)] = (byte) filter;
      for (int i = 0; i < length; i++) {
        int at = y * length + i;
        int left = i < channels ? 0 : samples[at - channels] & 0xff;
        int top = y == 0 ? 0 : samples[at - length] & 0xff;
        int corner = i < channels || y == 0 ? 0 : samples[at - length - channels] & 0xff;
        int prediction = PngWriter.prediction(filter, left, top, corner);
        rows[y * (length + 1) + 1 + i] = (byte) (samples[at] - prediction);
      }
    }
    this.compressed = PngWriter.compress(rows, random.nextInt(10), random.nextInt(3));
  }

  /**
   * Noise, gray stored as colour, gray with a tint, with many or few coloured spots, flat fields.
   */
  static FilteredPng random(int width, int height, int channels, SplittableRandom random) {
    byte[] samples = new byte[width * height * channels];
    int kind = random.nextInt(6);
    int tint = random.nextInt(40);
    byte[] flat = new byte[channels];
    random.nextBytes(flat);
    for (int i = 0; i < samples.length; i += channels) {
      int x = i / channels % width;
      int y = i / channels / width;
      int gray = (int) (120 + 90 * Math.sin(x / 17.0) * Math.cos(y / 23.0)) + random.nextInt(9);
      boolean spot = random.nextInt(kind == 3 ? 20 : 700) == 0;
      for (int channel = 0; channel < channels; channel++) {
        int value =
            switch (kind) {
              case 0 -> random.nextInt(256);
              case 1 -> channel == 3 ? random.nextInt(256) : gray;
              // On both sides of what still counts as gray.
              case 2 -> gray + (channel == 1 ? random.nextInt(1 + tint) : 0);
              case 3, 4 -> spot ? random.nextInt(256) : gray;
              default -> flat[channel];
            };
        samples[i + channel] = (byte) value;
      }
    }
    return new FilteredPng(width, height, channels, samples, random);
  }

  /** Flips a bit of the compressed data, under chunk checksums that fit. */
  void damage(SplittableRandom random) {
    compressed[random.nextInt(compressed.length)] ^= (byte) (1 << random.nextInt(8));
  }

  /**
   * The file.
   *
   * @param parts into how many pixel chunks the data go
   */
  byte[] file(int parts) {
    return new PngWriter(width, height, 8, channels == 4 ? 6 : 2, false)
        .pixels(compressed, parts)
        .toBytes();
  }
}
