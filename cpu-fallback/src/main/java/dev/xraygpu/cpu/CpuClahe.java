package dev.xraygpu.cpu;

import dev.xraygpu.pipeline.Clahe;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;

/** {@link Clahe} with {@code cv::createCLAHE}, one native object per lane. */
final class CpuClahe implements CpuStage {
  private final CLAHE clahe;

  CpuClahe(Clahe stage) {
    try (Size tiles = new Size(stage.tiles().width(), stage.tiles().height())) {
      clahe = opencv_imgproc.createCLAHE(stage.clipLimit(), tiles);
    }
  }

  @Override
  public void apply(Mat source, Mat target) {
    clahe.apply(source, target);
  }

  @Override
  public void close() {
    clahe.close();
  }
}
