package dev.xraygpu.gpu.opencv;

/** OpenCV does not take this image: nothing is wrong with the device. */
final class OpenCvRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  OpenCvRefusal(String reason) {
    super(reason);
  }
}
