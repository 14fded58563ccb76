package dev.xraygpu.decode.png;

import dev.xraygpu.decode.Decoding;
import dev.xraygpu.image.HostImage;

/** Turns the filtered rows of a PNG into gray rows of an image, from the first one on. */
interface PixelRows {
  /**
   * Restores one row or two and puts them into the image.
   *
   * @param in holds them
   * @param at the index of the first one's filter number; its bytes and the next row follow
   * @param two whether the next row is there as well
   * @return how many rows were taken; 0 if there is no such filter
   */
  int take(byte[] in, int at, boolean two);

  /** What is to be said once all rows are taken. */
  Decoding done();

  /**
   * For an image.
   *
   * @param channels 1 for gray, else red, green, blue and perhaps alpha, of 8 bits
   */
  static PixelRows into(HostImage target, int channels) {
    return channels == 1 ? new GrayRows(target) : new ColorRows(target, channels);
  }
}
