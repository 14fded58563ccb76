package dev.xraygpu.device;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a device with a clock of its own can tell about its work. Figures grow from the first call
 * of {@link Device#meter} on, so a measurement is the difference of two. Thread-safe.
 */
public interface DeviceMeter {
  /** What each step took, as {@link Device#stageTimes} has it. */
  List<StageTimes.StageTime> steps();

  /** What the kernels of each step took and moved; empty where the device does not know. */
  List<KernelTimes.KernelTime> kernels();

  /**
   * Measures how fast memory is copied, once, with nothing else running on the device.
   *
   * @throws DeviceException if there is no room, or the device fails
   */
  CopyRates measureCopies() throws DeviceException;

  /**
   * Memory in use at this moment.
   *
   * @throws DeviceException if the device does not answer
   */
  MemoryUse memory() throws DeviceException;

  /** What it used of energy so far. */
  Energy energy();

  /**
   * Rates of large copies, in bytes a second.
   *
   * @param toDevice from page-locked host memory
   * @param toHost to page-locked host memory
   * @param within the device: bytes read plus bytes written, so that it compares with a kernel's
   *     traffic
   * @param bytes of one copy
   */
  record CopyRates(double toDevice, double toHost, double within, long bytes) {}

  /**
   * Device memory.
   *
   * @param used bytes, by all programs
   * @param total bytes there are
   * @param ownPeak the most that this program's lanes held at once so far; empty where a library
   *     takes it for them
   */
  record MemoryUse(long used, long total, OptionalLong ownPeak) {}

  /** A counter of energy, or why there is none. */
  sealed interface Energy {
    /**
     * All energy since some moment in the past.
     *
     * @param joules of the whole card, whoever used it
     */
    record Counted(double joules) implements Energy {}

    /**
     * No counter.
     *
     * @param reason in one line
     */
    record Unknown(String reason) implements Energy {}
  }
}
