package dev.xraygpu.cpu;

import dev.xraygpu.cpu.portable.PortableBilateral;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.weights.BilateralTables;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@link BilateralFilter} with {@code cv::bilateralFilter}, which knows 8-bit and float images:
 * 16-bit pixels go through float, where each of their values is exact. Where it rounds otherwise
 * than with AVX2, with {@link PortableBilateral}.
 */
final class CpuBilateralFilter implements CpuStage {
  private final BilateralFilter stage;
  private final Mat floating = new Mat();
  private final Mat filtered = new Mat();

  CpuBilateralFilter(BilateralFilter stage) {
    this.stage = stage;
  }

  @Override
  public void apply(Mat source, Mat target) {
    if (!Rounding.ofOpenCvWithVectors()) {
      PortableBilateral.apply(stage, source, target);
      return;
    }
    if (source.depth() == opencv_core.CV_8U) {
      opencv_imgproc.bilateralFilter(
          source, target, stage.diameter(), stage.sigmaColor(), stage.sigmaSpace());
      return;
    }
    source.convertTo(floating, opencv_core.CV_32F);
    opencv_imgproc.bilateralFilter(
        floating,
        filtered,
        stage.diameter(),
        BilateralTables.sigmaColor16(stage),
        stage.sigmaSpace());
    filtered.convertTo(target, opencv_core.CV_16U);
  }

  @Override
  public void close() {
    floating.close();
    filtered.close();
  }
}
