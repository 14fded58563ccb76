package dev.xraygpu.cpu;

import java.util.Locale;
import org.bytedeco.opencv.global.opencv_core;

/**
 * Whether OpenCV rounds on this processor as it does on x86-64 with AVX2, for which the results are
 * specified.
 */
final class Rounding {
  private static final boolean X86_64 =
      switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
        case "amd64", "x86_64" -> true;
        default -> false;
      };

  private Rounding() {}

  /** Of its resizes and of CLAHE. */
  static boolean ofOpenCv() {
    return X86_64;
  }

  /** Of its bilateral filter, which has sums in another order without AVX2. */
  static boolean ofOpenCvWithVectors() {
    return X86_64 && opencv_core.checkHardwareSupport(opencv_core.CV_CPU_AVX2);
  }
}
