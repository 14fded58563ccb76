package dev.xraygpu.cpu;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.Depth;
import org.bytedeco.opencv.opencv_core.Mat;

/** {@link Depth} with {@code cv::Mat::convertTo}, whose single precision is exact enough here. */
record CpuDepth(Depth stage) implements CpuStage {
  @Override
  public void apply(Mat source, Mat target) {
    int type = Mats.cvType(stage.type());
    double factor = 1;
    if (source.type() != type) {
      // No quotient lies nearer than 0.5 / 257 to a tie, so no rounding error can decide one.
      factor = stage.type() == PixelType.U8 ? 1.0 / 257 : 257;
    }
    source.convertTo(target, type, factor, 0);
  }

  @Override
  public void close() {
    // Nothing is kept.
  }
}
