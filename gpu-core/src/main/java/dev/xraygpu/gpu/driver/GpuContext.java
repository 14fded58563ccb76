package dev.xraygpu.gpu.driver;

import dev.xraygpu.gpu.CudaMemory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A share of one GPU's context. Thread-safe. Streams, modules and memory come from here and are
 * closed before it.
 */
public final class GpuContext implements AutoCloseable {
  private final CudaDriver driver;
  private final int gpu;
  private final long handle;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong mostHeld = new AtomicLong();
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

  /** Makes this the context of the calling thread, for libraries that ask for the current one. */
  public void makeCurrent() throws CudaDriverException {
    driver.setCurrentContext(handle);
  }

  /** Loads a module of PTX text. */
  public GpuModule load(byte[] ptx) throws CudaDriverException {
    return new GpuModule(this, driver().loadModule(ptx));
  }

  /** Opens a stream. */
  public GpuStream openStream() throws CudaDriverException {
    return new GpuStream(this, driver().createStream());
  }

  /**
   * Takes a byte of device memory in a stream's order, and gives it back. Some virtual GPUs cannot,
   * which is better known before a run than in it.
   */
  public void requireStreamOrderedMemory() throws CudaDriverException {
    CudaDriver current = driver();
    long stream = current.createStream();
    try {
      current.free(current.allocate(1, stream), stream);
    } finally {
      Closing.quietly(() -> current.destroyStream(stream));
    }
  }

  /** Creates an event. */
  public GpuEvent createEvent() throws CudaDriverException {
    return new GpuEvent(this, driver().createEvent());
  }

  /** Takes page-locked host memory. */
  public PinnedMemory allocatePinned(long bytes) throws CudaDriverException {
    CudaDriver current = driver();
    long address = current.allocatePinned(bytes);
    return new PinnedMemory(this, address, current.view(address, bytes));
  }

  /** Free and total memory of this GPU, whoever uses the rest. */
  public CudaMemory memory() throws CudaDriverException {
    return driver().memory();
  }

  /** The most device memory that was taken through this context at any moment, in bytes. */
  public long mostHeld() {
    return mostHeld.get();
  }

  /** Notes device memory that was taken, or, as a negative number, given back. */
  void note(long bytes) {
    long now = held.addAndGet(bytes);
    mostHeld.accumulateAndGet(now, Math::max);
  }

  /** Where this GPU is on the PCI bus, as {@code 0000:3b:00.0}. */
  public String pciBusId() throws CudaDriverException {
    return driver.pciBusId(gpu);
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
