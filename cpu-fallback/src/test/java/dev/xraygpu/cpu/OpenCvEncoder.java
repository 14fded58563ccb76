package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Files as OpenCV writes them, to decode. */
final class OpenCvEncoder {
  private OpenCvEncoder() {}

  /**
   * The bytes of a file.
   *
   * @param extension says the format, with its dot
   * @param parameters OpenCV's {@code IMWRITE_} numbers, each with its value
   */
  static byte[] encode(String extension, Mat image, int... parameters) {
    try (IntPointer options = new IntPointer(parameters);
        BytePointer encoded = new BytePointer()) {
      assertThat(opencv_imgcodecs.imencode(extension, image, encoded, options)).isTrue();
      byte[] file = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(file);
      return file;
    }
  }
}
