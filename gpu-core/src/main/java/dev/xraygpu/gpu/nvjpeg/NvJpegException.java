package dev.xraygpu.gpu.nvjpeg;

/** A call of nvJPEG that did not succeed. */
public final class NvJpegException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param call nvJPEG's name of the call
   * @param code what it returned
   */
  NvJpegException(String call, int code) {
    super(call + " failed: " + meaning(code) + " (" + code + ")");
  }

  // nvJPEG has no call that says this.
  private static String meaning(int code) {
    return switch (code) {
      case 1 -> "not initialized";
      case 2 -> "invalid parameter";
      case 3 -> "bad JPEG";
      case 4 -> "this kind of JPEG is not supported";
      case 5 -> "out of memory";
      case 6 -> "execution failed";
      case 7 -> "not possible on this GPU";
      case 8 -> "internal error";
      case 9 -> "not implemented on this GPU";
      case 10 -> "incomplete bit stream";
      default -> "unknown error";
    };
  }
}
