package dev.xraygpu.gpu.opencv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.GpuMat;
import org.bytedeco.opencv.opencv_core.HostMem;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Memory that OpenCV takes, and headers that let it see a lane's planes as matrices. A header owns
 * nothing: its pixels are the lane's, and closing it frees only what describes them.
 */
final class PresetMemory {
  /** Bytes in a row of device memory, as wide as a plane's alignment. */
  private static final int ROW = 512;

  private PresetMemory() {}

  /** Page-locked memory of OpenCV. */
  private record PageLocked(HostMem memory, long address, ByteBuffer view, long capacity)
      implements HostBlock {
    @Override
    public void close() {
      try {
        memory.release();
      } catch (RuntimeException e) {
        // A lost device gives nothing back; the process that ends does.
      }
      memory.close();
    }
  }

  /** Device memory of OpenCV. */
  private record OnDevice(GpuMat memory) implements DeviceBlock {
    @Override
    public long address() {
      return memory.data().address();
    }

    @Override
    public void close() {
      memory.release();
      memory.close();
    }
  }

  /** Page-locked memory of so many bytes, at most 2 GiB. */
  static HostBlock host(long bytes) {
    HostMem memory =
        new HostMem(1, Math.toIntExact(bytes), opencv_core.CV_8UC1, HostMem.PAGE_LOCKED);
    try (BytePointer start = memory.data()) {
      ByteBuffer view = start.capacity(bytes).asBuffer().order(ByteOrder.LITTLE_ENDIAN);
      return new PageLocked(memory, start.address(), view, bytes);
    }
  }

  /** Device memory of at least so many bytes; one row of all of them would end at 2 GiB. */
  static DeviceBlock device(long bytes) {
    int rows = Math.toIntExact((bytes + ROW - 1) / ROW);
    return new OnDevice(new GpuMat(rows, ROW, opencv_core.CV_8UC1));
  }

  /** OpenCV's number of a type of one channel. */
  static int type(Element element) {
    return switch (element) {
      case U8 -> opencv_core.CV_8UC1;
      case U16 -> opencv_core.CV_16UC1;
      case S32 -> opencv_core.CV_32SC1;
      case F64 -> opencv_core.CV_64FC1;
    };
  }

  /** A matrix over a plane, row by row at its pitch. */
  static GpuMat header(DevicePlane plane) {
    try (Pointer start = new At(plane.address())) {
      return new GpuMat(
          plane.size().height(), plane.size().width(), type(plane.element()), start, plane.pitch());
    }
  }

  /** A matrix over a plane of page-locked memory, without gaps between its rows. */
  static Mat header(HostPlane plane) {
    try (Pointer start = new At(address(plane))) {
      return new Mat(plane.size().height(), plane.size().width(), type(plane.element()), start);
    }
  }

  private static long address(HostPlane plane) {
    return ((PageLocked) plane.block()).address() + plane.offset();
  }

  /** An address. */
  private static final class At extends Pointer {
    At(long address) {
      this.address = address;
    }
  }

  /**
   * Refuses that OpenCV has put its result elsewhere: it allocates where a target has not the size
   * and type that it wants.
   */
  static void requireInPlace(GpuMat header, DevicePlane plane, String name) {
    if (header.data().address() != plane.address()) {
      throw new IllegalStateException("OpenCV wrote the result of " + name + " elsewhere");
    }
  }

  /** Likewise of a download. */
  static void requireInPlace(Mat header, HostPlane plane) {
    if (header.data().address() != address(plane)) {
      throw new IllegalStateException("OpenCV downloaded elsewhere");
    }
  }
}
