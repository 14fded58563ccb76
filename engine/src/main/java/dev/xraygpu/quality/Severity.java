package dev.xraygpu.quality;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
  /** Worth knowing; nothing changes. */
  INFO,
  /** Worth a look: the sample is kept and flagged. */
  WARNING,
  /** The sample cannot be used as it is. */
  ERROR;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
