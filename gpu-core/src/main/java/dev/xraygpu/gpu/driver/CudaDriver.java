package dev.xraygpu.gpu.driver;

import dev.xraygpu.gpu.CudaMemory;
import java.nio.ByteBuffer;

/**
 * The calls of CUDA's driver API that this program makes. Handles and device addresses are plain
 * numbers; who owns them is the business of the other classes of this package.
 *
 * <p>Every call checks CUDA's return code and throws a {@link CudaDriverException} that names the
 * call. All calls except {@link #pciBusId} and the two about contexts need a context that is
 * {@linkplain #setCurrentContext current} on the calling thread. Thread-safe; a stream is used by
 * one thread at a time.
 */
public interface CudaDriver {
  /** Where a GPU is on the PCI bus, as {@code 0000:3b:00.0}. */
  String pciBusId(int gpu) throws CudaDriverException;

  /** Free and total memory of the current context's GPU, whoever uses the rest. */
  CudaMemory memory() throws CudaDriverException;

  /** Takes a share of a GPU's primary context. */
  long retainContext(int gpu) throws CudaDriverException;

  /** Gives that share back. */
  void releaseContext(int gpu) throws CudaDriverException;

  /** Makes a context that of the calling thread. */
  void setCurrentContext(long context) throws CudaDriverException;

  /**
   * Loads a module of PTX text, which the driver compiles for the GPU at hand.
   *
   * @param ptx text in ASCII, without a final zero
   */
  long loadModule(byte[] ptx) throws CudaDriverException;

  /** Gives a module back. */
  void unloadModule(long module) throws CudaDriverException;

  /** A kernel of a module, which lives as long as the module. */
  long function(long module, String name) throws CudaDriverException;

  /** A stream that never waits for the default stream. */
  long createStream() throws CudaDriverException;

  /** Gives a stream back. */
  void destroyStream(long stream) throws CudaDriverException;

  /** Waits until all work on a stream is done. Failures of that work appear here at the latest. */
  void synchronizeStream(long stream) throws CudaDriverException;

  /** An event that measures time. */
  long createEvent() throws CudaDriverException;

  /** Gives an event back. */
  void destroyEvent(long event) throws CudaDriverException;

  /** Marks the present end of a stream's work. */
  void recordEvent(long event, long stream) throws CudaDriverException;

  /** Time between two events that are done, in milliseconds. */
  float elapsedMilliseconds(long start, long end) throws CudaDriverException;

  /** Device memory, usable on the stream from now on. Its content is undefined. */
  long allocate(long bytes, long stream) throws CudaDriverException;

  /** Gives device memory back once the stream's present work is done. */
  void free(long address, long stream) throws CudaDriverException;

  /** Page-locked host memory. Its content is undefined. */
  long allocatePinned(long bytes) throws CudaDriverException;

  /** Gives page-locked memory back. No copy may be under way. */
  void freePinned(long address) throws CudaDriverException;

  /**
   * A view of page-locked memory, little-endian.
   *
   * @param bytes at most what was allocated, and at most {@link Integer#MAX_VALUE}
   */
  ByteBuffer view(long address, long bytes);

  /** Copies page-locked host memory to the device, in the stream's order. */
  void copyToDevice(long target, long source, long bytes, long stream) throws CudaDriverException;

  /** Copies device memory to page-locked host memory, in the stream's order. */
  void copyToHost(long target, long source, long bytes, long stream) throws CudaDriverException;

  /** Copies device memory to other device memory, in the stream's order. */
  void copyOnDevice(long target, long source, long bytes, long stream) throws CudaDriverException;

  /** Sets every byte of device memory, in the stream's order. */
  void fill(long target, byte value, long bytes, long stream) throws CudaDriverException;

  /**
   * Starts a kernel, in the stream's order.
   *
   * @param tasks device address, the kernel's only parameter
   */
  void launch(long function, LaunchShape shape, long tasks, long stream) throws CudaDriverException;
}
