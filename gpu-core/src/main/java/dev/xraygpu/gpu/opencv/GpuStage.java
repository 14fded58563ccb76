package dev.xraygpu.gpu.opencv;

import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Depth;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import java.util.Optional;

/** A stage on the GPU. */
interface GpuStage {
  /**
   * Plans the stage for one image.
   *
   * @param from what it reads
   * @param batch takes planes and calls
   * @return what it writes: of the stage's output size
   */
  DevicePlane plan(DevicePlane from, BatchPlan.OfImage batch);

  /** The implementation of a stage; nothing where the device has none. */
  static Optional<GpuStage> of(Stage stage) {
    if (stage instanceof Resize resize) {
      return Optional.of(new GpuResize(resize));
    } else if (stage instanceof MedianBlur median) {
      return Optional.of(new GpuMedianBlur(MinMaxProgram.median(median.kernel())));
    } else if (stage instanceof BilateralFilter bilateral) {
      return Optional.of(
          (from, batch) ->
              batch.sameSize(from, (calls, to) -> calls.bilateral(from, to, bilateral)));
    } else if (stage instanceof Depth depth) {
      return Optional.of(new GpuDepth(depth));
    } else if (stage instanceof Clahe clahe) {
      return Optional.of(
          (from, batch) -> batch.sameSize(from, (calls, to) -> calls.clahe(from, to, clahe)));
    }
    return Optional.empty();
  }
}
