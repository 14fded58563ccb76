package dev.xraygpu.device;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Stage;
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
   * Measures the device's own part of the work alone, with nothing else running on it: the
   * histograms and stages of batches that are on the device already, over and over and in several
   * lanes at once, without uploads, downloads and what the host does.
   *
   * @param stages of a pipeline
   * @param images a batch; those of a lane are as many of them as it holds
   * @throws DeviceException if there is no room, a stage is refused, or the device fails
   */
  StageRate measureStages(List<Stage> stages, List<HostImage> images) throws DeviceException;

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
   * How fast stages are alone.
   *
   * @param imagesPerSecond in all lanes together, by the host's clock
   * @param batch images of a lane
   * @param lanes that were at work at once
   */
  record StageRate(double imagesPerSecond, int batch, int lanes) {}

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
