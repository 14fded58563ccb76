package dev.xraygpu.cli;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.run.PreprocessRun;
import dev.xraygpu.run.RunReport;
import java.io.PrintWriter;

/**
 * Says how a run that somebody stops, by Ctrl-C or as a scheduler does, can go on. Until it is
 * over.
 */
final class StopNotice {
  private final Thread hook;

  /**
   * A notice.
   *
   * @param overwriting whether the run was told to replace an earlier one, which it has begun to do
   */
  StopNotice(PrintWriter err, boolean overwriting) {
    hook =
        new Thread(
            () -> {
              // Behind what a terminal shows of the progress and of the key.
              err.println();
              err.println(
                  "xray-gpu: stopped; the same command with --resume"
                      + (overwriting ? " instead of --overwrite" : "")
                      + " goes on");
              err.flush();
            },
            "stop-notice");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Does a run, and says how it can go on if it is stopped. */
  static RunReport around(PreprocessRun run, PrintWriter err, boolean overwriting)
      throws RunException, DeviceException {
    StopNotice notice = new StopNotice(err, overwriting);
    try {
      return run.run();
    } finally {
      notice.close();
    }
  }

  /** What runs when the program is stopped. */
  Thread hook() {
    return hook;
  }

  /** The run has ended by itself. */
  void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the program is being stopped: the hook has its say
    }
  }
}
