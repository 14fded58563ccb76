package dev.xraygpu.gpu.driver;

import dev.xraygpu.device.DeviceMeter.CopyRates;
import java.util.Arrays;

/**
 * How fast large blocks are copied between host and device and within the device, by the GPU's own
 * clock: the median of several copies, after one that does not count. What a driver says of clock
 * and bus width is more than any program gets, so kernels are held against this instead.
 */
public final class CopyBandwidth {
  /** Several times what the caches of today's GPUs hold. */
  private static final long MOST_BYTES = 256L << 20;

  private static final long LEAST_BYTES = 1L << 20;
  private static final int COPIES = 7;

  private CopyBandwidth() {}

  private interface Copy {
    void enqueue() throws CudaDriverException;
  }

  /** Measures. Takes at most 512 MiB of device memory, and less where little is free. */
  public static CopyRates measure(GpuContext context) throws CudaDriverException {
    long bytes = Math.max(LEAST_BYTES, Math.min(MOST_BYTES, context.memory().free() / 8));
    try (GpuStream stream = context.openStream();
        GpuEvent start = context.createEvent();
        GpuEvent end = context.createEvent();
        PinnedMemory host = context.allocatePinned(bytes);
        DeviceMemory first = stream.allocate(bytes);
        DeviceMemory second = stream.allocate(bytes)) {
      Clock clock = new Clock(stream, start, end);
      double up = clock.seconds(() -> stream.copyToDevice(first.address(), host.address(), bytes));
      double within =
          clock.seconds(() -> stream.copyOnDevice(second.address(), first.address(), bytes));
      double down = clock.seconds(() -> stream.copyToHost(host.address(), second.address(), bytes));
      return new CopyRates(bytes / up, bytes / down, 2 * bytes / within, bytes);
    }
  }

  private record Clock(GpuStream stream, GpuEvent start, GpuEvent end) {
    double seconds(Copy copy) throws CudaDriverException {
      copy.enqueue();
      double[] seconds = new double[COPIES];
      for (int i = 0; i < COPIES; i++) {
        stream.record(start);
        copy.enqueue();
        stream.record(end);
        stream.synchronize();
        seconds[i] = end.millisecondsSince(start) / 1e3;
      }
      Arrays.sort(seconds);
      return seconds[COPIES / 2];
    }
  }
}
