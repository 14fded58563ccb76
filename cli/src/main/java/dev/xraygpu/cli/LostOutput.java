package dev.xraygpu.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Notices that what was printed never arrived, as on a full disk. A {@link PrintStream} keeps the
 * reason to itself, so it is asked for by one more byte.
 */
final class LostOutput {
  private LostOutput() {}

  /**
   * The program's exit code.
   *
   * @param code without a look at the output
   * @param printed what was printed to
   * @param file what lies beneath it
   * @param complaints where to say that output was lost
   * @return 1 if output was lost and all else went well; the code itself if nothing was lost, or if
   *     a reader such as {@code head} had enough
   */
  static int exitCode(int code, PrintStream printed, OutputStream file, PrintStream complaints) {
    if (!printed.checkError()) {
      return code;
    }
    try {
      file.write('\n');
      file.flush();
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      if (reason.contains("Broken pipe") || reason.contains("pipe is being closed")) {
        return code;
      }
      complaints.println("xray-gpu: standard output could not be written: " + reason);
      return code == 0 ? 1 : code;
    }
    complaints.println("xray-gpu: a part of standard output could not be written");
    return code == 0 ? 1 : code;
  }
}
