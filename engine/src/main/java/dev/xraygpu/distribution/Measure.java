package dev.xraygpu.distribution;

import dev.xraygpu.quality.FindingCode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A number that images are compared by. */
public enum Measure {
  /** Side of a square with as many pixels as the image. */
  SIZE("size", "pixels along a side, if it were square", true, FindingCode.UNUSUAL_SIZE),
  /** Width divided by height. */
  ASPECT("aspect", "width / height", true, FindingCode.UNUSUAL_ASPECT),
  /** Mean of all pixels, white is 1. */
  BRIGHTNESS("brightness", "mean, white is 1", false, FindingCode.UNUSUAL_BRIGHTNESS),
  /** Standard deviation, white is 1. */
  CONTRAST("contrast", "standard deviation, white is 1", false, FindingCode.UNUSUAL_CONTRAST),
  /** Mean absolute Laplacian in standard deviations. */
  SHARPNESS("sharpness", "mean |Laplacian| / contrast", true, FindingCode.UNUSUAL_SHARPNESS),
  /** Darkness of the frame, black is 1. */
  BORDER_DARKNESS("border darkness", "outer 5 %, black is 1", false, null),
  /** Bits of a stored pixel. */
  DEPTH("depth", "bits", false, null),
  /** Bits of the file per pixel. */
  BITS_PER_PIXEL("bits per pixel", "of the file", true, null),
  /** Estimated quality of JPEG. */
  JPEG_QUALITY("JPEG quality", "estimated, 1 to 100", false, null),
  /** 1 for colour channels, else 0. */
  COLOR("colour", "share with colour channels", false, null),
  /** Share of pixels whose channels differ. */
  COLORED("coloured pixels", "share of the pixels", false, null);

  private final String title;
  private final String unit;
  private final boolean logarithmic;
  private final @Nullable FindingCode outlier;

  Measure(String title, String unit, boolean logarithmic, @Nullable FindingCode outlier) {
    this.title = title;
    this.unit = unit;
    this.logarithmic = logarithmic;
    this.outlier = outlier;
  }

  /** What a person calls it. */
  public String title() {
    return title;
  }

  /** Its unit or how it is computed, in a few words. */
  public String unit() {
    return unit;
  }

  /** Whether ratios matter rather than differences, so that outliers are told by the logarithm. */
  public boolean logarithmic() {
    return logarithmic;
  }

  /** The finding that an outlier is, if single values are looked at. */
  public Optional<FindingCode> outlier() {
    return Optional.ofNullable(outlier);
  }

  /** A value as text, to the digits a person needs. */
  public String format(double value) {
    return switch (this) {
      case SIZE, DEPTH, JPEG_QUALITY -> String.format(Locale.ROOT, "%.0f", value);
      default -> String.format(Locale.ROOT, "%.3g", value);
    };
  }

  /** The column's name in tables. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
