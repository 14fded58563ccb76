package dev.xraygpu.pipeline;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Faults of an image for which there is a choice. Each goes by the code of its finding; only
 * choices that make sense for it are allowed.
 */
public enum FaultKind {
  /** A side has too few pixels. */
  TOO_SMALL(FaultChoice.DROP, FaultChoice.FLAG, FaultChoice.FAIL),
  /** The mean is nearly 0. */
  NEARLY_BLACK(FaultChoice.DROP, FaultChoice.FLAG, FaultChoice.FAIL),
  /** All pixels have one value. */
  CONSTANT(FaultChoice.DROP, FaultChoice.FLAG, FaultChoice.FAIL),
  /** No pixels can be made of it, so there is nothing to keep. */
  UNREADABLE(FaultChoice.DROP, FaultChoice.FAIL),
  /** Its end is missing; what a decoder shows of it is invented, so there is nothing to keep. */
  TRUNCATED(FaultChoice.DROP, FaultChoice.FAIL),
  /** A format without a decoder. */
  UNSUPPORTED(FaultChoice.DROP, FaultChoice.FAIL),
  /** Over the limits. */
  TOO_LARGE(FaultChoice.DROP, FaultChoice.FAIL),
  /** Its header and its pixels are of two images. */
  SIZE_MISMATCH(FaultChoice.DROP, FaultChoice.FAIL),
  /** Something else than an image. */
  NOT_AN_IMAGE(FaultChoice.DROP, FaultChoice.FAIL),
  /** A stage cannot process it. */
  STAGE_FAILED(FaultChoice.DROP, FaultChoice.FAIL),
  /** Nothing says what it shows. A made-up label would be a wrong one. */
  NO_LABEL(FaultChoice.DROP, FaultChoice.FAIL),
  /** Its header does not say all numbers of how it was taken. */
  MISSING_ACQUISITION(FaultChoice.LEAVE, FaultChoice.FLAG, FaultChoice.IMPUTE),
  /** Corners or lines of it hold no pixels. */
  MISSING_REGION(FaultChoice.LEAVE, FaultChoice.FLAG, FaultChoice.IMPUTE),
  /** The noise filter takes structure away. */
  DENOISE_TOO_STRONG(FaultChoice.LEAVE, FaultChoice.FLAG);

  private final Set<FaultChoice> choices;

  FaultKind(FaultChoice... choices) {
    this.choices = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(choices)));
  }

  /** What may be chosen, the usual one first. */
  public Set<FaultChoice> choices() {
    return choices;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
