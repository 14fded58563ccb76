package dev.xraygpu.gpu.opencv;

import dev.xraygpu.device.StageTimes;
import dev.xraygpu.gpu.CudaException;
import java.util.ArrayList;
import java.util.List;

/** Times a lane's batches step by step, by marks on the stream. */
final class StageClock {
  /** What no time is taken for: the mark after the last step. */
  static final String END = "";

  private final StageTimes times;
  private final List<String> steps = new ArrayList<>();

  StageClock(StageTimes times) {
    this.times = times;
  }

  /** A new batch. */
  void begin() {
    steps.clear();
  }

  /** The number of the mark at which a step begins. */
  int next(String step) {
    steps.add(step);
    return steps.size() - 1;
  }

  /** Reads the times of a batch that is done. */
  void read(LaneCalls calls, int images) throws CudaException {
    for (int i = 0; i + 1 < steps.size(); i++) {
      times.add(steps.get(i), calls.milliseconds(i, i + 1), images);
    }
  }
}
