package dev.xraygpu.picture;

import dev.xraygpu.quality.Severity;

/** The colours of pictures: light on dark, as X-rays are looked at. */
public enum Ink {
  /** Behind everything. */
  BACKGROUND(0x14171c),
  /** Behind a tile or a panel. */
  SURFACE(0x1f242c),
  /** Behind a chart, and where nothing is shown. */
  WELL(0x0b0d10),
  /** Around images. */
  EDGE(0x3a424e),
  /** Words. */
  TEXT(0xe8eaed),
  /** Words that matter less. */
  MUTED(0xa4acb8),
  /** A histogram's bars. */
  BAR(0xaebbd0),
  /** Bars that are cut off. */
  CUT_OFF(0xf2cc60),
  /** What a crop keeps. */
  CROP(0x4cc9f0),
  /** The box around both lung fields. */
  LUNGS(0x7ee787),
  /** The exposed field without its frame. */
  FIELD(0xf2cc60),
  /** What was burned in. */
  ARTIFACT(0xff6ac1),
  /** Pixels that were made up. */
  MADE_UP(0xb48cff),
  /** Errors. */
  ERROR(0xff5c5c),
  /** Warnings. */
  WARNING(0xf0a030),
  /** Notes. */
  INFO(0x6cb0ff);

  private final int rgb;

  Ink(int rgb) {
    this.rgb = rgb;
  }

  /** Red, green and blue, a byte each, blue in the lowest. */
  public int rgb() {
    return rgb;
  }

  /** The colour of findings of a severity. */
  public static Ink of(Severity severity) {
    return switch (severity) {
      case ERROR -> ERROR;
      case WARNING -> WARNING;
      case INFO -> INFO;
    };
  }
}
