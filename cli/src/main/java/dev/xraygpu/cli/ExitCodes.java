package dev.xraygpu.cli;

/** Exit codes of the program's own, beside picocli's for success, failure and wrong usage. */
final class ExitCodes {
  /**
   * Nothing failed, but the data cannot be used as they are: errors were found, or no image is
   * kept.
   */
  static final int UNUSABLE_DATA = 3;

  private ExitCodes() {}
}
