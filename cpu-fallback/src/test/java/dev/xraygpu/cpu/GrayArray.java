package dev.xraygpu.cpu;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;

/** 8-bit pixels as plain integers, for the reference implementations. */
record GrayArray(int width, int height, int[] values) {
  GrayArray(int width, int height) {
    this(width, height, new int[width * height]);
  }

  static GrayArray of(HostImage image) {
    return new GrayArray(
        image.size().width(), image.size().height(), SyntheticImages.values(image));
  }

  int at(int x, int y) {
    return values[y * width + x];
  }

  void put(int x, int y, int value) {
    values[y * width + x] = value;
  }

  Size size() {
    return new Size(width, height);
  }

  HostImage toImage() {
    return SyntheticImages.of(PixelType.U8, size(), this::at);
  }
}
