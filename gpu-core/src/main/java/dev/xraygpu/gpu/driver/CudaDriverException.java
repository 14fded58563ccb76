package dev.xraygpu.gpu.driver;

/** A call of the driver that did not succeed. */
public final class CudaDriverException extends Exception {
  private static final long serialVersionUID = 1L;

  /** CUDA's code for memory that is not there. */
  private static final int OUT_OF_MEMORY = 2;

  private final int code;

  /**
   * A failure.
   *
   * @param call CUDA's name of the call
   * @param code what it returned
   * @param name CUDA's name of the code
   */
  public CudaDriverException(String call, int code, String name) {
    super(call + " failed: " + name + " (" + code + ")");
    this.code = code;
  }

  /** What the call returned. */
  public int code() {
    return code;
  }

  /** Whether memory was asked for that is not there: less of it may still be. */
  public boolean outOfMemory() {
    return code == OUT_OF_MEMORY;
  }
}
