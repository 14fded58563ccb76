package dev.xraygpu.cpu;

import dev.xraygpu.cpu.portable.PortableClahe;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Clahe;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;
import org.jspecify.annotations.Nullable;

/**
 * {@link Clahe} with {@code cv::createCLAHE}, one native object per lane; and to the same bytes in
 * a fraction of the time, {@link SparseClahe} where it can. Where OpenCV rounds otherwise than on
 * x86-64, {@link PortableClahe} takes its place.
 */
final class CpuClahe implements CpuStage {
  private final Clahe stage;
  private final CLAHE clahe;

  /** Made when the first image needs it. */
  private @Nullable SparseClahe sparse;

  private short[] source = {};
  private short[] target = {};

  CpuClahe(Clahe stage) {
    this.stage = stage;
    try (org.bytedeco.opencv.opencv_core.Size tiles =
        new org.bytedeco.opencv.opencv_core.Size(stage.tiles().width(), stage.tiles().height())) {
      clahe = opencv_imgproc.createCLAHE(stage.clipLimit(), tiles);
    }
  }

  @Override
  public void apply(Mat from, Mat to) {
    Size size = new Size(from.cols(), from.rows());
    if (from.type() == opencv_core.CV_16UC1
        && from.isContinuous()
        && SparseClahe.handles(stage, size)) {
      applySparse(from, size, to);
    } else if (Rounding.ofOpenCv()) {
      clahe.apply(from, to);
    } else {
      PortableClahe.apply(stage, from, to);
    }
  }

  private void applySparse(Mat from, Size size, Mat to) {
    SparseClahe maker = sparse;
    if (maker == null) {
      maker = new SparseClahe(stage);
      sparse = maker;
    }
    int count = Math.toIntExact(size.area());
    if (source.length < count) {
      source = new short[count];
      target = new short[count];
    }
    try (ShortPointer pixels = new ShortPointer(from.data());
        ShortPointer results = new ShortPointer(to.data())) {
      pixels.get(source, 0, count);
      maker.apply(source, size, target);
      results.put(target, 0, count);
    }
  }

  @Override
  public void close() {
    clahe.close();
  }
}
