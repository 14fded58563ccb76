package dev.xraygpu.pipeline;

import java.util.Locale;

/** What becomes of an image that has a fault. */
public enum FaultChoice {
  /** It gets a row in the manifest and nothing else. */
  DROP,
  /** It is kept and flagged. */
  FLAG,
  /** The first one ends the run. */
  FAIL,
  /** What is missing is made up from what is around it; the manifest says where. */
  IMPUTE,
  /** Nothing, and it is not looked for. */
  LEAVE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
