package dev.xraygpu.gpu.opencv;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.Depth;

/** {@link Depth} with {@code GpuMat::convertTo}, whose single precision is exact enough here. */
record GpuDepth(Depth stage) implements GpuStage {
  @Override
  public DevicePlane plan(DevicePlane from, BatchPlan.OfImage batch) {
    Element wanted = Element.of(stage.type());
    if (from.element() == wanted) {
      return from;
    }
    DevicePlane to = batch.plane(wanted, from.size());
    double factor = stage.type() == PixelType.U8 ? 1.0 / 257 : 257;
    batch.call(calls -> calls.convert(from, to, factor));
    return to;
  }
}
