package dev.xraygpu.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the kernels of each step took, by the device's own clock, and moved. Thread-safe. */
public final class KernelTimes {
  private final Map<Key, KernelTime> times = new LinkedHashMap<>();

  private record Key(String step, String kernel) {}

  /**
   * One kernel within one step.
   *
   * @param step as in {@link StageTimes}
   * @param kernel its name
   * @param milliseconds in all
   * @param images that it was started for
   * @param traffic counted, not measured
   */
  public record KernelTime(
      String step, String kernel, double milliseconds, long images, MemoryTraffic traffic) {}

  /** Adds a launch. */
  public synchronized void add(
      String step, String kernel, double milliseconds, long images, MemoryTraffic traffic) {
    times.merge(
        new Key(step, kernel),
        new KernelTime(step, kernel, milliseconds, images, traffic),
        (a, b) ->
            new KernelTime(
                step,
                kernel,
                a.milliseconds + b.milliseconds,
                a.images + b.images,
                a.traffic.plus(b.traffic)));
  }

  /** What was measured so far, in the order in which kernels were started first. */
  public synchronized List<KernelTime> all() {
    return new ArrayList<>(times.values());
  }
}
