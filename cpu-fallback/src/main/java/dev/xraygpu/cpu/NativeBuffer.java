package dev.xraygpu.cpu;

import dev.xraygpu.device.DeviceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;

/** Native memory of one owner that grows to the largest image it has to hold. */
final class NativeBuffer implements AutoCloseable {
  // Larger blocks serve one image and are given back with the next: one huge scan must not make
  // every worker keep its size.
  private static final long KEPT_BYTES = 64L << 20;

  private BytePointer memory = new BytePointer();
  private ByteBuffer view = ByteBuffer.allocateDirect(0);

  /**
   * At least that many bytes, aligned for any pixel type; the former content is lost.
   *
   * @throws DeviceException if the machine has no memory for it
   */
  ByteBuffer ensure(long bytes) throws DeviceException {
    boolean oversized = memory.capacity() > KEPT_BYTES && bytes <= KEPT_BYTES;
    if (memory.capacity() < bytes || oversized) {
      long wanted = bytes > KEPT_BYTES ? bytes : Math.min(KEPT_BYTES, bytes + bytes / 4);
      memory.close();
      memory = new BytePointer();
      try {
        memory = new BytePointer(wanted);
      } catch (OutOfMemoryError e) {
        throw new DeviceException(
            "device cpu: no memory for an image of "
                + bytes
                + " bytes; use fewer --threads or lower --max-pixels",
            e);
      }
      view = memory.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
    return view;
  }

  /** Where it starts. The pointer belongs to this buffer. */
  BytePointer pointer() {
    return memory;
  }

  @Override
  public void close() {
    memory.close();
  }
}
