package dev.xraygpu.pass;

import java.util.Locale;

/** What became of a sample. */
public enum SampleStatus {
  /** In the results. */
  OK,
  /** In the results, with a finding that is worth a look. */
  FLAGGED,
  /** Not in the results. */
  DROPPED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
