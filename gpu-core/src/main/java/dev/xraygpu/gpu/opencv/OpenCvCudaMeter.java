package dev.xraygpu.gpu.opencv;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.KernelTimes;
import dev.xraygpu.device.StageTimes;
import dev.xraygpu.gpu.CudaMemory;
import dev.xraygpu.gpu.driver.CopyBandwidth;
import dev.xraygpu.gpu.driver.CudaDriver;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.GpuContext;
import dev.xraygpu.gpu.nvml.CardEnergy;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Stage;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the card tells, asked past OpenCV: CUDA's driver gives both the same context. OpenCV's
 * kernels are its own, so nothing is known of the bytes that they move or of the memory that it
 * takes for itself.
 */
final class OpenCvCudaMeter implements DeviceMeter {
  /** Starts CUDA's driver. */
  interface DriverSource {
    CudaDriver start() throws CudaDriverException;
  }

  /** Measures stages in lanes of the device's own. */
  interface StageMeasurement {
    StageRate of(List<Stage> stages, List<HostImage> images) throws DeviceException;
  }

  /** Something that is asked of the card. */
  private interface Question<T> {
    T ask(GpuContext context) throws CudaDriverException;
  }

  private final int gpu;
  private final StageTimes times;
  private final DriverSource driver;
  private final CardEnergy energy;
  private final StageMeasurement stages;

  OpenCvCudaMeter(
      int gpu, StageTimes times, DriverSource driver, CardEnergy energy, StageMeasurement stages) {
    this.gpu = gpu;
    this.times = times;
    this.driver = driver;
    this.energy = energy;
    this.stages = stages;
  }

  @Override
  public List<StageTimes.StageTime> steps() {
    return times.all();
  }

  @Override
  public List<KernelTimes.KernelTime> kernels() {
    return List.of();
  }

  @Override
  public CopyRates measureCopies() throws DeviceException {
    return ask("measuring how fast memory is copied", CopyBandwidth::measure);
  }

  @Override
  public StageRate measureStages(List<Stage> pipeline, List<HostImage> images)
      throws DeviceException {
    return stages.of(pipeline, images);
  }

  @Override
  public MemoryUse memory() throws DeviceException {
    CudaMemory memory = ask("asking for the memory in use", GpuContext::memory);
    return new MemoryUse(memory.total() - memory.free(), memory.total(), OptionalLong.empty());
  }

  @Override
  public Energy energy() {
    try {
      return energy.of(ask("asking where the card is", GpuContext::pciBusId));
    } catch (DeviceException e) {
      return new Energy.Unknown(String.valueOf(e.getMessage()));
    }
  }

  private <T> T ask(String what, Question<T> question) throws DeviceException {
    try (GpuContext context = GpuContext.open(driver.start(), gpu)) {
      return question.ask(context);
    } catch (CudaDriverException | LinkageError e) {
      throw new DeviceException(
          "device opencv-cuda:" + gpu + ": " + what + ": " + e.getMessage(), e);
    }
  }
}
