package dev.xraygpu.gpu.driver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Gives things back where a failure can no longer be acted on. */
final class Closing {
  private static final Logger LOG = System.getLogger(Closing.class.getName());

  private Closing() {}

  /** A call that gives something back. */
  interface Step {
    /** Calls the driver. */
    void run() throws CudaDriverException;
  }

  /**
   * Runs it. After a failed kernel every call fails, also those that give memory back; the failure
   * that matters was reported by then.
   */
  static void quietly(Step step) {
    try {
      step.run();
    } catch (CudaDriverException e) {
      LOG.log(Level.DEBUG, "while closing: {0}", e.getMessage());
    }
  }
}
