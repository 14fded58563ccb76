package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.KernelTimes;
import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.device.StageTimes;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.GpuContext;
import dev.xraygpu.gpu.driver.GpuEvent;
import java.util.ArrayList;
import java.util.List;

/** Measures the steps of a lane's batches by the GPU's own clock. Its events are reused. */
final class BatchClock implements AutoCloseable {
  private final GpuContext context;
  private final Detail detail;
  private final List<GpuEvent> events = new ArrayList<>();
  private final List<StepMark> steps = new ArrayList<>();
  private final List<KernelMark> kernels = new ArrayList<>();
  private int used;

  /** What is measured. */
  enum Detail {
    /** Steps alone: an event each. */
    STEPS,
    /** An event after each kernel as well. */
    KERNELS
  }

  /** The end of a step: of events and kernel marks, how many there were by then. */
  private record StepMark(String step, int start, int end, int kernels) {}

  private record KernelMark(
      String kernel, int start, int end, long images, MemoryTraffic traffic) {}

  BatchClock(GpuContext context, Detail detail) {
    this.context = context;
    this.detail = detail;
  }

  Detail detail() {
    return detail;
  }

  /** Begins a batch: an event for its start. */
  GpuEvent start() throws CudaDriverException {
    steps.clear();
    kernels.clear();
    used = 0;
    return next();
  }

  /** An event for the end of a step. */
  GpuEvent end(String step) throws CudaDriverException {
    int start = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).end();
    GpuEvent end = next();
    steps.add(new StepMark(step, start, used - 1, kernels.size()));
    return end;
  }

  /**
   * An event for the end of a kernel that is all that happened since the last event.
   *
   * @param images that it works on
   */
  GpuEvent end(String kernel, long images, MemoryTraffic traffic) throws CudaDriverException {
    int start = used - 1;
    GpuEvent end = next();
    kernels.add(new KernelMark(kernel, start, used - 1, images, traffic));
    return end;
  }

  private GpuEvent next() throws CudaDriverException {
    if (used == events.size()) {
      events.add(context.createEvent());
    }
    return events.get(used++);
  }

  private float milliseconds(int start, int end) throws CudaDriverException {
    return events.get(end).millisecondsSince(events.get(start));
  }

  /** Adds what the steps of a batch that is done took, and their kernels. */
  void addTo(StageTimes times, KernelTimes kernelTimes, int images) throws CudaDriverException {
    int kernel = 0;
    for (StepMark step : steps) {
      times.add(step.step(), milliseconds(step.start(), step.end()), images);
      for (; kernel < step.kernels(); kernel++) {
        KernelMark mark = kernels.get(kernel);
        kernelTimes.add(
            step.step(),
            mark.kernel(),
            milliseconds(mark.start(), mark.end()),
            mark.images(),
            mark.traffic());
      }
    }
  }

  @Override
  public void close() {
    events.forEach(GpuEvent::close);
    events.clear();
  }
}
