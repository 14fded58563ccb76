package dev.xraygpu.cpu.portable;

import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.weights.LinearTable;
import org.bytedeco.opencv.opencv_core.Mat;

/** {@code cv::resize} of OpenCV on x86-64. */
public final class PortableResize {
  private PortableResize() {}

  /**
   * Resizes an image of one channel, 8 or 16 bit.
   *
   * @param to has the size and the type of the result; both may be parts of larger images
   */
  public static void resize(Mat from, Mat to, Interpolation interpolation) {
    try (PixelRows source = new PixelRows(from);
        PixelRows target = new PixelRows(to)) {
      int width = target.width();
      int height = target.height();
      if (source.width() == 2 * width && source.height() == 2 * height) {
        LinearResize.halve(source, target);
      } else if (interpolation == Interpolation.LINEAR) {
        LinearTable columns = LinearTable.centred(source.width(), width);
        LinearTable rows = LinearTable.centred(source.height(), height);
        new LinearResize(source, target, columns, rows).run();
      } else if (width > source.width() || height > source.height()) {
        LinearTable columns = LinearTable.growing(source.width(), width);
        LinearTable rows = LinearTable.growing(source.height(), height);
        new LinearResize(source, target, columns, rows).run();
      } else {
        new AreaResize(source, target).run();
      }
    }
  }
}
