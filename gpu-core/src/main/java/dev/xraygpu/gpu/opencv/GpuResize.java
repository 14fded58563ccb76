package dev.xraygpu.gpu.opencv;

import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.pipeline.Resize;

/** {@link Resize} with {@code cuda::resize}, and {@code cuda::copyMakeBorder} for a letterbox. */
record GpuResize(Resize stage) implements GpuStage {
  @Override
  public DevicePlane plan(DevicePlane from, BatchPlan.OfImage batch) {
    Placement placement = stage.place(Rectangle.whole(from.size()));
    DevicePlane result = batch.plane(from.element(), placement.target());
    if (placement.content().equals(placement.target())) {
      batch.call(calls -> calls.resize(from, result, stage.interpolation()));
      return result;
    }
    long before = batch.position();
    DevicePlane content = batch.plane(from.element(), placement.content());
    batch.call(calls -> calls.resize(from, content, stage.interpolation()));
    batch.call(
        calls ->
            calls.surround(
                content, result, placement.padLeft(), placement.padTop(), LaneCalls.Border.BLACK));
    batch.release(before);
    return result;
  }
}
