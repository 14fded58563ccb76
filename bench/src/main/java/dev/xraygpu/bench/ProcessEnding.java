package dev.xraygpu.bench;

import java.util.Map;

/** How a process ended, in words. */
final class ProcessEnding {
  /** Java and shells say 128 and the signal's number of a process that a signal ended. */
  private static final int SIGNALLED = 128;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4, "SIGILL",
          6, "SIGABRT",
          7, "SIGBUS",
          8, "SIGFPE",
          9, "SIGKILL, as where memory has run out",
          11, "SIGSEGV",
          15, "SIGTERM");

  private ProcessEnding() {}

  /**
   * An exit code in words, with the last line that the process wrote, if it wrote any.
   *
   * @param exitCode as Java gives it
   */
  static String describe(int exitCode, String lastLine) {
    String signal = SIGNALS.get(exitCode - SIGNALLED);
    String ending =
        signal == null
            ? "ended with exit code " + exitCode
            : "was ended by signal " + (exitCode - SIGNALLED) + " (" + signal + ")";
    return lastLine.isBlank() ? ending : ending + ": " + lastLine;
  }
}
