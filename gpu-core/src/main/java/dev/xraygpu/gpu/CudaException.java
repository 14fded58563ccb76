package dev.xraygpu.gpu;

/** A call to CUDA that did not return success. */
public final class CudaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * A failed call.
   *
   * @param call the function, such as {@code cudaMalloc}
   * @param code what it returned; the driver's and the runtime's numbers agree
   * @param name CUDA's name of the code, such as {@code cudaErrorMemoryAllocation}
   */
  public CudaException(String call, int code, String name) {
    super(call + " failed with " + name + " (" + code + ")");
    this.code = code;
  }

  /** What it returned. */
  public int code() {
    return code;
  }

  /** What the failure means for the work that is going on. */
  public CudaFailure failure() {
    return CudaFailure.of(code);
  }
}
