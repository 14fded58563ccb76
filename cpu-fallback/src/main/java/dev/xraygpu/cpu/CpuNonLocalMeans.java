package dev.xraygpu.cpu;

import dev.xraygpu.pipeline.NonLocalMeans;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@link NonLocalMeans} with {@code cv::fastNlMeansDenoising}, which compares squared differences
 * of 8-bit pixels only: 16-bit pixels are compared by absolute ones.
 */
record CpuNonLocalMeans(NonLocalMeans stage) implements CpuStage {
  private static final int U16_PER_U8 = 257;

  @Override
  public void apply(Mat source, Mat target) {
    boolean u8 = source.depth() == opencv_core.CV_8U;
    double strength = u8 ? stage.strength() : stage.strength() * U16_PER_U8;
    opencv_photo.fastNlMeansDenoising(
        source,
        target,
        new float[] {(float) strength},
        stage.template(),
        stage.search(),
        u8 ? opencv_core.NORM_L2 : opencv_core.NORM_L1);
  }

  @Override
  public void close() {
    // Nothing is kept.
  }
}
