package dev.xraygpu.device;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * Several devices' meters as one. Times, memory and energy add up; a rate of copying is the mean
 * over the devices, as a kernel's rate is when its traffic and its times have been added up.
 *
 * @param meters at least one
 */
record DeviceGroupMeter(List<DeviceMeter> meters) implements DeviceMeter {
  @Override
  public List<StageTimes.StageTime> steps() {
    StageTimes sum = new StageTimes();
    for (DeviceMeter meter : meters) {
      meter.steps().forEach(t -> sum.add(t.step(), t.milliseconds(), t.images()));
    }
    return sum.all();
  }

  @Override
  public List<KernelTimes.KernelTime> kernels() {
    KernelTimes sum = new KernelTimes();
    for (DeviceMeter meter : meters) {
      meter
          .kernels()
          .forEach(t -> sum.add(t.step(), t.kernel(), t.milliseconds(), t.images(), t.traffic()));
    }
    return sum.all();
  }

  @Override
  public CopyRates measureCopies() throws DeviceException {
    List<CopyRates> rates = new ArrayList<>();
    for (DeviceMeter meter : meters) {
      rates.add(meter.measureCopies());
    }
    return new CopyRates(
        mean(rates, CopyRates::toDevice),
        mean(rates, CopyRates::toHost),
        mean(rates, CopyRates::within),
        rates.get(0).bytes());
  }

  private static double mean(List<CopyRates> rates, ToDoubleFunction<CopyRates> rate) {
    return rates.stream().mapToDouble(rate).average().orElseThrow();
  }

  /** Of one after the other: what they do together where nothing that they share is in the way. */
  @Override
  public StageRate measureStages(List<Stage> stages, List<HostImage> images)
      throws DeviceException {
    double sum = 0;
    int lanes = 0;
    int batch = 0;
    for (DeviceMeter meter : meters) {
      StageRate rate = meter.measureStages(stages, images);
      sum += rate.imagesPerSecond();
      lanes += rate.lanes();
      batch = rate.batch();
    }
    return new StageRate(sum, batch, lanes);
  }

  @Override
  public MemoryUse memory() throws DeviceException {
    long used = 0;
    long total = 0;
    OptionalLong ownPeak = OptionalLong.of(0);
    for (DeviceMeter meter : meters) {
      MemoryUse memory = meter.memory();
      used += memory.used();
      total += memory.total();
      ownPeak =
          ownPeak.isPresent() && memory.ownPeak().isPresent()
              ? OptionalLong.of(ownPeak.getAsLong() + memory.ownPeak().getAsLong())
              : OptionalLong.empty();
    }
    return new MemoryUse(used, total, ownPeak);
  }

  @Override
  public Energy energy() {
    double joules = 0;
    for (DeviceMeter meter : meters) {
      if (!(meter.energy() instanceof Energy.Counted counted)) {
        return meter.energy();
      }
      joules += counted.joules();
    }
    return new Energy.Counted(joules);
  }
}
