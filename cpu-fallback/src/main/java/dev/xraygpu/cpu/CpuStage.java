package dev.xraygpu.cpu;

import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Depth;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import org.bytedeco.opencv.opencv_core.Mat;

/** A stage on the CPU, with the native objects it reuses from image to image. */
interface CpuStage extends AutoCloseable {
  /**
   * Computes the stage.
   *
   * @param source pixels of one channel, 8 or 16 bit; not changed. A resize that comes first may
   *     get a part of a larger image, whose rows have gaps
   * @param target memory of the stage's output size and its output type; written in place
   * @throws RuntimeException what OpenCV throws
   */
  void apply(Mat source, Mat target);

  @Override
  void close();

  /** The implementation of a stage. */
  static CpuStage of(Stage stage) {
    if (stage instanceof Resize resize) {
      return new CpuResize(resize);
    } else if (stage instanceof MedianBlur median) {
      return new CpuMedianBlur(median);
    } else if (stage instanceof BilateralFilter bilateral) {
      return new CpuBilateralFilter(bilateral);
    } else if (stage instanceof NonLocalMeans means) {
      return new CpuNonLocalMeans(means);
    } else if (stage instanceof Clahe clahe) {
      return new CpuClahe(clahe);
    } else if (stage instanceof Depth depth) {
      return new CpuDepth(depth);
    }
    throw new IllegalArgumentException("no CPU implementation of " + stage);
  }
}
