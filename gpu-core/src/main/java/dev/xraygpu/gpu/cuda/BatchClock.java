package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.StageTimes;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.GpuContext;
import dev.xraygpu.gpu.driver.GpuEvent;
import java.util.ArrayList;
import java.util.List;

/** Measures the steps of a lane's batches by the GPU's own clock. Its events are reused. */
final class BatchClock implements AutoCloseable {
  private final GpuContext context;
  private final List<GpuEvent> events = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();

  BatchClock(GpuContext context) {
    this.context = context;
  }

  /** Begins a batch: an event for its start. */
  GpuEvent start() throws CudaDriverException {
    steps.clear();
    return event(0);
  }

  /** An event for the end of a step. */
  GpuEvent end(String step) throws CudaDriverException {
    steps.add(step);
    return event(steps.size());
  }

  private GpuEvent event(int index) throws CudaDriverException {
    if (index == events.size()) {
      events.add(context.createEvent());
    }
    return events.get(index);
  }

  /** Adds what the steps of a batch that is done took. */
  void addTo(StageTimes times, int images) throws CudaDriverException {
    for (int i = 0; i < steps.size(); i++) {
      times.add(steps.get(i), events.get(i + 1).millisecondsSince(events.get(i)), images);
    }
  }

  @Override
  public void close() {
    events.forEach(GpuEvent::close);
    events.clear();
  }
}
