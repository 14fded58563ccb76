package dev.xraygpu.cli;

import java.io.PrintWriter;

/**
 * Says how a run that somebody stops, by Ctrl-C or as a scheduler does, can go on. Until it is
 * closed.
 */
final class StopNotice implements AutoCloseable {
  private final Thread hook;

  StopNotice(PrintWriter err) {
    hook =
        new Thread(
            () -> {
              // Behind what a terminal shows of the progress and of the key.
              err.println();
              err.println("xray-gpu: stopped; the same command with --resume goes on");
              err.flush();
            },
            "stop-notice");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** What runs when the program is stopped. */
  Thread hook() {
    return hook;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the program is being stopped: the hook has its say
    }
  }
}
