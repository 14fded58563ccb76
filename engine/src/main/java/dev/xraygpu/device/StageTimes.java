package dev.xraygpu.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a device was busy with each step, by its own clock, over all its lanes. Steps of several
 * lanes run at once where the device can, so the sum over all steps may be more than the time that
 * passed: that is what overlap looks like. Thread-safe.
 */
public final class StageTimes {
  private final Map<String, StageTime> times = new LinkedHashMap<>();

  /**
   * One step.
   *
   * @param step such as {@code upload}, or a stage's name
   * @param milliseconds in all
   * @param images that it was done for
   */
  public record StageTime(String step, double milliseconds, long images) {}

  /** Adds the time of a batch. */
  public synchronized void add(String step, double milliseconds, long images) {
    times.merge(
        step,
        new StageTime(step, milliseconds, images),
        (a, b) ->
            new StageTime(step, a.milliseconds() + b.milliseconds(), a.images() + b.images()));
  }

  /** What was measured so far, in the order in which steps are done. */
  public synchronized List<StageTime> all() {
    return new ArrayList<>(times.values());
  }
}
