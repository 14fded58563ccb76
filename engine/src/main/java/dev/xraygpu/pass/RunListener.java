package dev.xraygpu.pass;

/** Hears how a run goes on. Called from many threads. */
public interface RunListener {
  /** Ignores everything. */
  RunListener SILENT = new RunListener() {};

  /** Something about the dataset that a person should know before the work begins, in one line. */
  default void note(String line) {}

  /** A phase begins, with that many steps. */
  default void begin(Phase phase, long steps) {}

  /** So many steps of the phase are done. */
  default void advance(long steps) {}

  /** The phase is over, also if it failed; its memory is garbage. */
  default void end(Phase phase) {}

  /** The phases of a run. */
  enum Phase {
    /** Reading, decoding and processing every sample. */
    PASS("Processing"),
    /** Comparing every sample with all others. */
    COMPARE("Comparing"),
    /** Writing the results under their final names. */
    WRITE("Writing");

    private final String title;

    Phase(String title) {
      this.title = title;
    }

    /** What a person calls it. */
    public String title() {
      return title;
    }
  }
}
