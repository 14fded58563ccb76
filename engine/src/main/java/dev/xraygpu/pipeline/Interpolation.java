package dev.xraygpu.pipeline;

/** How a resized pixel is computed from its source. */
public enum Interpolation {
  /** Two by two neighbours around the pixel's centre: OpenCV's {@code INTER_LINEAR}. */
  LINEAR,
  /** The mean of the covered area when shrinking: OpenCV's {@code INTER_AREA}. */
  AREA
}
