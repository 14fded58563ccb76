package dev.xraygpu.pipeline;

import java.util.List;

/**
 * Each stage with all of its defaults, as pipeline files know them: a new one is here by itself.
 */
public final class UsualStages {
  private UsualStages() {}

  /** All of them, in the order in which they run by default. */
  public static List<Stage> all() {
    return StageFormats.ALL.stream().<Stage>map(StageFormat::usual).toList();
  }
}
