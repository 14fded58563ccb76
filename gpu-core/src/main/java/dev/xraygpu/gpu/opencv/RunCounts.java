package dev.xraygpu.gpu.opencv;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.gpu.CudaException;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.statistics.Histogram;
import dev.xraygpu.statistics.PixelStatistics;
import dev.xraygpu.statistics.PixelSummary;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A lane's histograms of a whole run, on the device: 64-bit floating point places that hold
 * integers, exact up to 2^53 pixels of one value. Images are added when it is known that they
 * count, and the sums are read once, when they are asked for.
 */
final class RunCounts implements AutoCloseable {
  private final LaneCalls calls;
  private final DeviceArena arena = new DeviceArena();
  private final HostMemory host = new HostMemory();
  private final Map<PixelType, DevicePlane> input = new EnumMap<>(PixelType.class);
  private final Map<PixelType, DevicePlane> processed = new EnumMap<>(PixelType.class);
  private final Map<PixelType, DevicePlane> scratch = new EnumMap<>(PixelType.class);
  private final Map<PixelType, Long> inputPixels = new EnumMap<>(PixelType.class);
  private final Map<PixelType, Long> processedPixels = new EnumMap<>(PixelType.class);
  private long images;

  /** Takes all memory, and sets all counts to zero. */
  RunCounts(LaneCalls calls) throws CudaException {
    this.calls = calls;
    for (PixelType type : PixelType.values()) {
      input.put(type, arena.plane(Element.F64, bins(type)));
      processed.put(type, arena.plane(Element.F64, bins(type)));
      scratch.put(type, arena.plane(Element.F64, bins(type)));
    }
    try {
      arena.ensure(calls);
      clear();
    } catch (CudaException e) {
      try {
        calls.await();
      } catch (CudaException again) {
        e.addSuppressed(again);
      }
      close();
      throw e;
    }
  }

  /** Places of a histogram of that type, in one row. */
  static Size bins(PixelType type) {
    return new Size(type.maxValue() + 1, 1);
  }

  /**
   * Adds the histograms of one image.
   *
   * @param summary of the pixels before the stages
   * @param type of the pixels after them
   * @param pixels how many there are then
   */
  void add(DevicePlane before, PixelSummary summary, DevicePlane after, PixelType type, long pixels)
      throws CudaException {
    try {
      calls.accumulate(before, of(scratch, summary.type()), of(input, summary.type()));
      calls.accumulate(after, of(scratch, type), of(processed, type));
    } catch (OpenCvRefusal e) {
      throw unexpected(e);
    }
    inputPixels.merge(summary.type(), summary.count(), Long::sum);
    processedPixels.merge(type, pixels, Long::sum);
    images++;
  }

  /** Adds what was counted to both statistics and begins anew. */
  void drain(PixelStatistics toInput, PixelStatistics toProcessed)
      throws CudaException, DeviceException {
    if (images == 0) {
      return;
    }
    for (Map.Entry<PixelType, Long> pixels : inputPixels.entrySet()) {
      read(pixels.getKey(), of(input, pixels.getKey()), pixels.getValue(), toInput);
    }
    for (Map.Entry<PixelType, Long> pixels : processedPixels.entrySet()) {
      read(pixels.getKey(), of(processed, pixels.getKey()), pixels.getValue(), toProcessed);
    }
    toInput.addImages(images);
    toProcessed.addImages(images);
    clear();
  }

  private void read(PixelType type, DevicePlane sums, long pixels, PixelStatistics target)
      throws CudaException, DeviceException {
    HostBlock block = host.ensure(calls, sums.size().area() * Element.F64.bytes());
    try {
      calls.download(sums, new HostPlane(block, Element.F64, sums.size()));
    } catch (OpenCvRefusal e) {
      throw unexpected(e);
    }
    calls.await();
    ByteBuffer counts = block.view();
    Histogram histogram = target.histogram(type);
    long total = 0;
    for (int value = 0; value <= type.maxValue(); value++) {
      long count = (long) counts.getDouble(value * Element.F64.bytes());
      if (count != 0) {
        histogram.add(value, count);
        total += count;
      }
    }
    if (total != pixels) {
      throw wrongCounts(pixels, total);
    }
  }

  /** Counts that are not those of the pixels: nothing that follows from them may be written. */
  static DeviceException wrongCounts(long pixels, long counted) {
    return new DeviceException(
        "device opencv-cuda: the histogram of "
            + pixels
            + " pixels holds "
            + counted
            + ", so its statistics cannot be trusted; see xray-gpu selftest --device opencv-cuda,"
            + " and use another --device");
  }

  private void clear() throws CudaException {
    try {
      for (PixelType type : PixelType.values()) {
        calls.fill(of(input, type), 0);
        calls.fill(of(processed, type), 0);
      }
    } catch (OpenCvRefusal e) {
      throw unexpected(e);
    }
    inputPixels.clear();
    processedPixels.clear();
    images = 0;
  }

  private static DevicePlane of(Map<PixelType, DevicePlane> planes, PixelType type) {
    return Objects.requireNonNull(planes.get(type));
  }

  // These planes are the lane's own and do not depend on any image.
  private static CudaException unexpected(OpenCvRefusal e) {
    return new CudaException("counting (" + e.getMessage() + ")", 1, "cudaErrorInvalidValue");
  }

  @Override
  public void close() {
    arena.close();
    host.close();
  }
}
