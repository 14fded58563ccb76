package dev.xraygpu.bench;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs activities in turn, round by round, in one process: a machine whose speed drifts is unfair
 * to none of them.
 */
public final class Benchmark {
  private final List<Activity> activities;
  private final Map<String, DeviceMeter> meters;

  /**
   * A comparison of activities.
   *
   * @param meters of the devices that tell about their work, by {@link Activity.Setup#device}
   */
  public Benchmark(List<Activity> activities, Map<String, DeviceMeter> meters) {
    this.activities = List.copyOf(activities);
    this.meters = Map.copyOf(meters);
  }

  /**
   * Measures.
   *
   * @param warmUp rounds that are not counted; of other programs, which start anew each time, only
   *     the last of them
   * @param repetitions rounds that are, at least 1
   * @param progress is told what is running
   * @param leftOut is told of each peer that failed and of each activity whose device did; they are
   *     not run again and not measured, and all others are
   * @return what was measured, in the order of the activities
   * @throws Exception what an activity throws, but for {@link PeerException} and {@link
   *     DeviceException}
   */
  public List<Measurement> run(
      int warmUp, int repetitions, Consumer<String> progress, Consumer<String> leftOut)
      throws Exception {
    List<List<Measurement.Round>> rounds = new ArrayList<>();
    Map<Activity, Activity.Outcome> outcomes = new HashMap<>();
    Set<Activity> failed = new HashSet<>();
    Map<Activity, DeviceFigures> figures = new HashMap<>();
    activities.forEach(activity -> rounds.add(new ArrayList<>()));
    for (int round = 0; round < warmUp + repetitions; round++) {
      for (int i = 0; i < activities.size(); i++) {
        Activity activity = activities.get(i);
        boolean early = round < warmUp - 1 && activity.setup().kind() == Activity.Kind.PEER;
        if (early || failed.contains(activity)) {
          continue;
        }
        progress.accept(
            "round "
                + (round + 1)
                + " of "
                + (warmUp + repetitions)
                + ": "
                + activity.setup().name());
        activity.prepare();
        Optional<DeviceMeter> meter = Optional.ofNullable(meters.get(activity.setup().device()));
        Optional<DeviceFigures> before = meter.map(DeviceFigures::now);
        ProcessMeter.resetPeak();
        double cpu = ProcessMeter.cpuSeconds();
        long start = System.nanoTime();
        Activity.Outcome outcome;
        try {
          outcome = activity.run();
        } catch (PeerException e) {
          failed.add(activity);
          leftOut.accept(String.valueOf(e.getMessage()));
          continue;
        } catch (DeviceException e) {
          failed.add(activity);
          leftOut.accept(
              BenchmarkTable.label(activity.setup()) + " is left out: " + e.getMessage());
          continue;
        }
        double seconds = outcome.seconds().orElse((System.nanoTime() - start) / 1e9);
        double cpuSeconds = outcome.cpuSeconds().orElse(ProcessMeter.cpuSeconds() - cpu);
        outcomes.put(activity, outcome);
        if (round >= warmUp) {
          rounds.get(i).add(new Measurement.Round(seconds, cpuSeconds, ProcessMeter.peakBytes()));
          if (before.isPresent()) {
            DeviceFigures grown =
                DeviceFigures.now(meter.orElseThrow()).since(before.get(), seconds);
            figures.merge(activity, grown, DeviceFigures::plus);
          }
        }
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i < activities.size(); i++) {
      Activity activity = activities.get(i);
      Activity.Outcome last = outcomes.get(activity);
      if (last != null && !failed.contains(activity)) {
        measurements.add(
            new Measurement(
                activity.setup(),
                last.work(),
                rounds.get(i),
                last.remark(),
                Optional.ofNullable(figures.get(activity))));
      }
    }
    return measurements;
  }

  /** The ceiling of a measurement: decoding on the same number of threads, if it was measured. */
  public static Optional<Measurement> ceiling(
      Measurement of, Activity.Kind kind, List<Measurement> all) {
    return all.stream()
        .filter(m -> m.setup().kind() == kind && m.setup().threads() == of.setup().threads())
        .findFirst();
  }
}
