package dev.xraygpu.gpu.opencv;

import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A lane's memory that is made up. New memory holds rubbish; what was given back cannot be used,
 * and nothing is given back that work in flight needs.
 */
final class FakeMemory {
  private final AtomicLong hostBytes;
  private final AtomicLong deviceBytes;
  private final BooleanSupplier idle;
  private final TreeMap<Long, FakeDeviceBlock> blocks = new TreeMap<>();
  private long nextAddress = 1L << 20;

  /**
   * Memory of one lane.
   *
   * @param hostBytes counts what is taken of the host's, and not given back
   * @param deviceBytes likewise of the device's
   * @param idle whether the lane's stream is empty
   */
  FakeMemory(AtomicLong hostBytes, AtomicLong deviceBytes, BooleanSupplier idle) {
    this.hostBytes = hostBytes;
    this.deviceBytes = deviceBytes;
    this.idle = idle;
  }

  FakeHostBlock host(long bytes) {
    return new FakeHostBlock(bytes);
  }

  DeviceBlock device(long bytes) {
    return new FakeDeviceBlock(bytes);
  }

  Cells cells(DevicePlane plane) {
    return new Cells(plane);
  }

  /** Page-locked memory of the host. */
  final class FakeHostBlock implements HostBlock {
    private final ByteBuffer memory;
    private boolean gone;
    private int uses;

    FakeHostBlock(long bytes) {
      memory = rubbish(bytes);
      hostBytes.addAndGet(bytes);
    }

    /** Work that is on the stream holds it, until it is done. */
    void hold() {
      uses++;
    }

    void release() {
      uses--;
    }

    @Override
    public ByteBuffer view() {
      require(!gone, "host memory is used after it was given back");
      return memory.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public long capacity() {
      return memory.capacity();
    }

    @Override
    public void close() {
      require(uses == 0, "host memory is given back with work in flight");
      require(!gone, "host memory is given back twice");
      gone = true;
      hostBytes.addAndGet(-memory.capacity());
    }
  }

  private final class FakeDeviceBlock implements DeviceBlock {
    private final long address;
    private final ByteBuffer memory;

    FakeDeviceBlock(long bytes) {
      address = nextAddress;
      memory = rubbish(bytes);
      nextAddress += (bytes + 4095) / 4096 * 4096 + 4096;
      blocks.put(address, this);
      deviceBytes.addAndGet(bytes);
    }

    @Override
    public long address() {
      return address;
    }

    @Override
    public void close() {
      require(idle.getAsBoolean(), "device memory is given back with work in flight");
      require(blocks.remove(address) != null, "device memory is given back twice");
      deviceBytes.addAndGet(-memory.capacity());
    }
  }

  private static ByteBuffer rubbish(long bytes) {
    ByteBuffer memory =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < bytes; i++) {
      memory.put(i, (byte) (0xC3 + i * 7));
    }
    return memory;
  }

  static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }

  /** A plane at the address it had when the call was made. */
  final class Cells {
    private final ByteBuffer memory;
    private final int start;
    private final int pitch;
    private final Element element;
    final Size size;

    private Cells(DevicePlane plane) {
      Map.Entry<Long, FakeDeviceBlock> entry = blocks.floorEntry(plane.address());
      require(entry != null, "a plane outside of all memory");
      memory = entry.getValue().memory;
      start = Math.toIntExact(plane.address() - entry.getKey());
      pitch = Math.toIntExact(plane.pitch());
      element = plane.element();
      size = plane.size();
      long end = start + (long) (size.height() - 1) * pitch + (long) size.width() * element.bytes();
      require(end <= memory.capacity(), "a plane beyond the end of its memory");
    }

    private int at(int x, int y) {
      return start + y * pitch + x * element.bytes();
    }

    double get(int x, int y) {
      return read(memory, at(x, y), element);
    }

    double clamped(int x, int y) {
      return get(
          Math.max(0, Math.min(size.width() - 1, x)), Math.max(0, Math.min(size.height() - 1, y)));
    }

    void put(int x, int y, double value) {
      write(memory, at(x, y), element, value);
    }
  }

  static double read(ByteBuffer memory, int at, Element element) {
    return switch (element) {
      case U8 -> memory.get(at) & 0xff;
      case U16 -> memory.getChar(at);
      case S32 -> memory.getInt(at);
      case F64 -> memory.getDouble(at);
    };
  }

  static void write(ByteBuffer memory, int at, Element element, double value) {
    switch (element) {
      case U8 -> memory.put(at, (byte) (int) value);
      case U16 -> memory.putChar(at, (char) (int) value);
      case S32 -> memory.putInt(at, (int) value);
      case F64 -> memory.putDouble(at, value);
    }
  }

  /** What a pixel becomes. */
  interface Pixel {
    double at(int x, int y);
  }

  static void each(Cells to, Pixel pixel) {
    for (int y = 0; y < to.size.height(); y++) {
      for (int x = 0; x < to.size.width(); x++) {
        to.put(x, y, pixel.at(x, y));
      }
    }
  }
}
