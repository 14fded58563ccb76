package dev.xraygpu.cpu;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.NonLocalMeans;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@link NonLocalMeans} with {@code cv::fastNlMeansDenoising}, which compares squared differences
 * of 8-bit pixels only: 16-bit pixels are compared by absolute ones.
 */
record CpuNonLocalMeans(NonLocalMeans stage) implements CpuStage {
  @Override
  public void apply(Mat source, Mat target) {
    boolean u8 = source.depth() == opencv_core.CV_8U;
    double strength = stage.strength(u8 ? PixelType.U8 : PixelType.U16);
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
