package dev.xraygpu.gpu.driver;

/**
 * A share of one GPU's context. Thread-safe. Streams, modules and memory come from here and are
 * closed before it.
 */
public final class GpuContext implements AutoCloseable {
  private final CudaDriver driver;
  private final int gpu;
  private final long handle;
  private boolean closed;

  private GpuContext(CudaDriver driver, int gpu, long handle) {
    this.driver = driver;
    this.gpu = gpu;
    this.handle = handle;
  }

  /**
   * Opens one GPU.
   *
   * @param gpu its place in the driver's order, from 0
   */
  public static GpuContext open(CudaDriver driver, int gpu) throws CudaDriverException {
    return new GpuContext(driver, gpu, driver.retainContext(gpu));
  }

  /** The driver, with this context current on the calling thread. */
  CudaDriver driver() throws CudaDriverException {
    driver.setCurrentContext(handle);
    return driver;
  }

  /** Loads a module of PTX text. */
  public GpuModule load(byte[] ptx) throws CudaDriverException {
    return new GpuModule(this, driver().loadModule(ptx));
  }

  /** Opens a stream. */
  public GpuStream openStream() throws CudaDriverException {
    return new GpuStream(this, driver().createStream());
  }

  /** Creates an event. */
  public GpuEvent createEvent() throws CudaDriverException {
    return new GpuEvent(this, driver().createEvent());
  }

  /** Takes page-locked host memory. */
  public PinnedMemory allocatePinned(long bytes) throws CudaDriverException {
    return new PinnedMemory(this, driver().allocatePinned(bytes), bytes);
  }

  /** Gives the share back. What came from here must be closed. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Closing.quietly(() -> driver.releaseContext(gpu));
    }
  }
}
