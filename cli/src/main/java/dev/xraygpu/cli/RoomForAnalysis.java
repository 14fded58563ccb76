package dev.xraygpu.cli;

import dev.xraygpu.pass.RunListener;

/**
 * Collects all garbage between the pass over a large dataset and its analysis. The workers' buffers
 * have become old in Java's eyes, and it would keep them beside all that the analysis needs, for
 * there is room. Their room is enough for it.
 *
 * <p>Only the command line does so: a program that uses the engine has garbage of its own.
 */
final class RoomForAnalysis implements RunListener {
  /** A collection takes some 50 ms, and an image's share of what follows 0.1 KB. */
  static final long WORTH_COLLECTING = 20_000;

  private final RunListener progress;
  private final Runnable collection;
  private long images;

  /** Passes everything on. */
  RoomForAnalysis(RunListener progress) {
    this(progress, System::gc);
  }

  /**
   * As a test wants it.
   *
   * @param collection run in place of Java's
   */
  RoomForAnalysis(RunListener progress, Runnable collection) {
    this.progress = progress;
    this.collection = collection;
  }

  @Override
  public void note(String line) {
    progress.note(line);
  }

  @Override
  public void begin(Phase phase, long steps) {
    progress.begin(phase, steps);
    if (phase == Phase.PASS) {
      images = steps;
    }
  }

  @Override
  public void advance(long steps) {
    progress.advance(steps);
  }

  @Override
  public void end(Phase phase) {
    progress.end(phase);
    if (phase == Phase.PASS && images >= WORTH_COLLECTING) {
      collection.run();
    }
  }
}
