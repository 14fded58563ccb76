package dev.xraygpu.gpu.nvml;

/** A call of NVML that failed. */
final class NvmlException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * A failure.
   *
   * @param call the function's name
   * @param code what it returned
   * @param meaning in NVML's words
   */
  NvmlException(String call, int code, String meaning) {
    super(call + ": " + meaning + " (" + code + ")");
  }
}
