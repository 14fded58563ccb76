package dev.xraygpu.cpu;

import dev.xraygpu.cpu.portable.PortableResize;
import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Resize;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * {@link Resize} with {@code cv::resize}, straight into the letterbox's inner rectangle; where it
 * rounds otherwise than on x86-64, with {@link PortableResize}.
 */
final class CpuResize implements CpuStage {
  private final Resize stage;
  private final int interpolation;

  CpuResize(Resize stage) {
    this.stage = stage;
    this.interpolation =
        switch (stage.interpolation()) {
          case LINEAR -> opencv_imgproc.INTER_LINEAR;
          case AREA -> opencv_imgproc.INTER_AREA;
        };
  }

  @Override
  public void apply(Mat source, Mat target) {
    Placement placement = stage.place(Rectangle.whole(new Size(source.cols(), source.rows())));
    Size content = placement.content();
    if (!content.equals(placement.target())) {
      Mats.fillWithZero(target);
    }
    try (Rect inner =
            new Rect(placement.padLeft(), placement.padTop(), content.width(), content.height());
        Mat part = target.apply(inner);
        org.bytedeco.opencv.opencv_core.Size size =
            new org.bytedeco.opencv.opencv_core.Size(content.width(), content.height())) {
      if (Rounding.ofOpenCv()) {
        opencv_imgproc.resize(source, part, size, 0, 0, interpolation);
      } else {
        PortableResize.resize(source, part, stage.interpolation());
      }
    }
  }

  @Override
  public void close() {
    // Nothing is kept.
  }
}
