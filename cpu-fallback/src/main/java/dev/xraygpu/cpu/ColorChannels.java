package dev.xraygpu.cpu;

import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.xraygpu.decode.ColoredPixel;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Blue, green and red of a decoded image, 8 or 16 bit. */
final class ColorChannels {
  private static final int CHANNELS = 3;

  private ColorChannels() {}

  /**
   * Counts the {@linkplain ColoredPixel coloured} pixels.
   *
   * @throws IllegalArgumentException if the image has not three channels of 8 or 16 bits
   */
  static long countColored(Mat image) {
    if (image.type() != CV_8UC3 && image.type() != CV_16UC3) {
      throw new IllegalArgumentException("OpenCV type " + image.type());
    }
    long rowBytes = image.cols() * image.elemSize();
    long colored = 0;
    for (int y = 0; y < image.rows(); y++) {
      try (BytePointer row = image.ptr(y)) {
        ByteBuffer samples = row.capacity(rowBytes).asByteBuffer().order(ByteOrder.nativeOrder());
        colored += image.type() == CV_8UC3 ? count8(samples) : count16(samples);
      }
    }
    return colored;
  }

  private static long count8(ByteBuffer samples) {
    int tolerance = ColoredPixel.TOLERANCE;
    long colored = 0;
    for (int i = 0; i < samples.limit(); i += CHANNELS) {
      int blue = samples.get(i) & 0xff;
      int green = samples.get(i + 1) & 0xff;
      int red = samples.get(i + 2) & 0xff;
      colored += ColoredPixel.difference(red, green, blue) > tolerance ? 1 : 0;
    }
    return colored;
  }

  private static long count16(ByteBuffer samples) {
    int tolerance = (int) ColoredPixel.tolerance(PixelType.U16.maxValue());
    long colored = 0;
    for (int i = 0; i < samples.limit(); i += 2 * CHANNELS) {
      int blue = samples.getChar(i);
      int green = samples.getChar(i + 2);
      int red = samples.getChar(i + 4);
      colored += ColoredPixel.difference(red, green, blue) > tolerance ? 1 : 0;
    }
    return colored;
  }
}
