package dev.xraygpu.cpu;

import dev.xraygpu.pipeline.MedianBlur;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** {@link MedianBlur} with {@code cv::medianBlur}. */
record CpuMedianBlur(MedianBlur stage) implements CpuStage {
  @Override
  public void apply(Mat source, Mat target) {
    opencv_imgproc.medianBlur(source, target, stage.kernel());
  }

  @Override
  public void close() {
    // Nothing is kept.
  }
}
