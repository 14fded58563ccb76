package dev.xraygpu.bench;

import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.KernelTimes.KernelTime;
import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.device.StageTimes.StageTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a device told of its work over some time.
 *
 * @param steps what each one took
 * @param kernels what each one took and moved; empty where the device does not know
 * @param energy what the card used, or why nobody knows
 * @param seconds that passed meanwhile, by the host's clock
 */
public record DeviceFigures(
    List<StageTime> steps, List<KernelTime> kernels, DeviceMeter.Energy energy, double seconds) {
  /** Copies the lists. */
  public DeviceFigures {
    steps = List.copyOf(steps);
    kernels = List.copyOf(kernels);
  }

  /** What a meter has told up to now, at no particular time. */
  static DeviceFigures now(DeviceMeter meter) {
    return new DeviceFigures(meter.steps(), meter.kernels(), meter.energy(), 0);
  }

  /** The growth since an earlier reading of the same meter. */
  DeviceFigures since(DeviceFigures before, double seconds) {
    return combined(before, -1, seconds);
  }

  /** The work of both times. */
  DeviceFigures plus(DeviceFigures other) {
    return combined(other, 1, seconds + other.seconds);
  }

  private DeviceFigures combined(DeviceFigures other, int sign, double time) {
    List<StageTime> sumOfSteps = new ArrayList<>();
    for (StageTime step : merged(steps, other.steps, StageTime::step)) {
      Function<StageTime, Object> key = StageTime::step;
      double milliseconds = sum(steps, other.steps, key, step, StageTime::milliseconds, sign);
      long images = (long) sum(steps, other.steps, key, step, StageTime::images, sign);
      if (images > 0) {
        sumOfSteps.add(new StageTime(step.step(), milliseconds, images));
      }
    }
    List<KernelTime> sumOfKernels = new ArrayList<>();
    Function<KernelTime, Object> key = kernel -> List.of(kernel.step(), kernel.kernel());
    for (KernelTime kernel : merged(kernels, other.kernels, key)) {
      long images = (long) sum(kernels, other.kernels, key, kernel, KernelTime::images, sign);
      if (images > 0) {
        sumOfKernels.add(
            new KernelTime(
                kernel.step(),
                kernel.kernel(),
                sum(kernels, other.kernels, key, kernel, KernelTime::milliseconds, sign),
                images,
                new MemoryTraffic(
                    (long) sum(kernels, other.kernels, key, kernel, k -> k.traffic().in(), sign),
                    (long)
                        sum(kernels, other.kernels, key, kernel, k -> k.traffic().out(), sign))));
      }
    }
    return new DeviceFigures(sumOfSteps, sumOfKernels, energy(other, sign), time);
  }

  private DeviceMeter.Energy energy(DeviceFigures other, int sign) {
    if (energy instanceof DeviceMeter.Energy.Counted own) {
      return other.energy instanceof DeviceMeter.Energy.Counted theirs
          ? new DeviceMeter.Energy.Counted(own.joules() + sign * theirs.joules())
          : other.energy;
    }
    return energy;
  }

  /** Those of the first list, then those that only the second one has. */
  private static <T> List<T> merged(List<T> first, List<T> second, Function<T, Object> key) {
    List<T> all = new ArrayList<>(first);
    for (T each : second) {
      if (first.stream().noneMatch(other -> key.apply(other).equals(key.apply(each)))) {
        all.add(each);
      }
    }
    return all;
  }

  private static <T> double sum(
      List<T> first,
      List<T> second,
      Function<T, Object> key,
      T wanted,
      ToDoubleFunction<T> figure,
      int sign) {
    return figure(first, key, wanted, figure) + sign * figure(second, key, wanted, figure);
  }

  private static <T> double figure(
      List<T> all, Function<T, Object> key, T wanted, ToDoubleFunction<T> figure) {
    return all.stream()
        .filter(each -> key.apply(each).equals(key.apply(wanted)))
        .mapToDouble(figure)
        .sum();
  }

  /** Milliseconds of all steps together. */
  public double stepMilliseconds() {
    return steps.stream().mapToDouble(StageTime::milliseconds).sum();
  }

  /**
   * Time of all steps as a fraction of the time that passed: above 1, steps of several lanes ran at
   * once; far below 1, the device waited for the host.
   */
  public double overlap() {
    return stepMilliseconds() / (1e3 * seconds);
  }

  /** The bytes that a kernel's work comes to, moved in the time that it took, in bytes a second. */
  static double rate(KernelTime kernel) {
    return kernel.traffic().total() / (kernel.milliseconds() / 1e3);
  }
}
