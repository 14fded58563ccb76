package dev.xraygpu.cpu;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** OpenCV's matrix headers over memory that somebody else owns. */
final class Mats {
  private Mats() {}

  /** A header over pixels without gaps; the caller closes the header and keeps the memory alive. */
  static Mat over(PixelType type, Size size, BytePointer memory) {
    return new Mat(size.height(), size.width(), cvType(type), memory);
  }

  /** OpenCV's code for one channel of that type. */
  static int cvType(PixelType type) {
    return switch (type) {
      case U8 -> opencv_core.CV_8UC1;
      case U16 -> opencv_core.CV_16UC1;
    };
  }

  /** A rectangle in OpenCV's words; the caller closes it. */
  static Rect rect(Rectangle part) {
    return new Rect(part.x(), part.y(), part.size().width(), part.size().height());
  }

  /** Sets all bytes of a matrix without gaps to zero. */
  static void fillWithZero(Mat mat) {
    if (!mat.isContinuous()) {
      throw new IllegalArgumentException("a matrix with gaps");
    }
    Pointer.memset(mat.data(), 0, mat.total() * mat.elemSize());
  }
}
