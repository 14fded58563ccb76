package dev.xraygpu.gpu;

/**
 * What is asked of CUDA before a device is opened. {@link PresetCudaQueries} asks the libraries of
 * this machine; tests ask none.
 */
public interface CudaQueries {
  /**
   * Loads a library for all that is loaded later.
   *
   * @param file its name, such as {@code libcudart.so.13}, or its path
   * @return whether that worked
   */
  boolean loadLibrary(String file);

  /**
   * Loads the Java bindings of CUDA; their libraries were loaded before.
   *
   * @throws LinkageError if this build holds none for this platform
   */
  void loadBindings();

  /** The newest CUDA the driver knows: {@code 1000 * major + 10 * minor}, 0 without a driver. */
  int driverVersion() throws CudaException;

  /** How many GPUs this process may use. */
  int deviceCount() throws CudaException;

  /** One of them. */
  CudaCard card(int index) throws CudaException;

  /** Its memory. Needs a context, which is given back unless somebody else uses it. */
  CudaMemory memory(int index) throws CudaException;
}
