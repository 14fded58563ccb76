package dev.xraygpu.quality;

import java.util.Locale;

/** What becomes of samples that cannot be used as they are. */
public enum OnInvalid {
  /** They get a row in the manifest and nothing else. */
  DROP,
  /**
   * They are kept and flagged where they have trustworthy pixels (too small, nearly black,
   * constant); what has none is dropped.
   */
  FLAG,
  /** The first one ends the run. */
  FAIL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
