package dev.xraygpu.pipeline;

import java.util.Locale;

/** Whose mean and standard deviation normalise the result. */
public enum StatisticsOf {
  /** The pixels as they were decoded. */
  INPUT,
  /** The pixels after the last stage, padding included. */
  PROCESSED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
