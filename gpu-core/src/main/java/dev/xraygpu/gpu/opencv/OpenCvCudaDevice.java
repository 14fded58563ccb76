package dev.xraygpu.gpu.opencv;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.StageTimes;
import dev.xraygpu.gpu.CudaException;
import dev.xraygpu.gpu.StagesAlone;
import dev.xraygpu.gpu.driver.NvidiaDriver;
import dev.xraygpu.gpu.nvml.CardEnergy;
import dev.xraygpu.gpu.nvml.NvmlEnergy;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One GPU, used through OpenCV's CUDA modules. */
final class OpenCvCudaDevice implements Device {
  /** Opens what a lane needs on one GPU. */
  interface LaneOpener {
    /** A stream, and all that belongs to it. */
    LaneCalls open(int gpu) throws CudaException;
  }

  /** One is filled while the other one uploads, computes and downloads. */
  private static final int LANES_PER_WORKER = 2;

  /** Enough for the launches of one batch to cover the wait for another one. */
  private static final int BATCH = 32;

  private final DeviceDescription description;
  private final LaneOpener opener;
  private final CardEnergy energy = NvmlEnergy.ofThisMachine();
  private volatile StageTimes times = new StageTimes();
  private @Nullable DeviceMeter meter;

  OpenCvCudaDevice(DeviceDescription description, LaneOpener opener) {
    this.description = description;
    this.opener = opener;
  }

  @Override
  public DeviceDescription description() {
    return description;
  }

  @Override
  public Set<ImageFormat> decodes() {
    return Set.of();
  }

  @Override
  public int lanesPerWorker() {
    return LANES_PER_WORKER;
  }

  @Override
  public int preferredBatch() {
    return BATCH;
  }

  @Override
  public Optional<String> refusal(Stage stage) {
    if (GpuStage.of(stage).isPresent()) {
      return Optional.empty();
    }
    String lacking = "device opencv-cuda has no stage '" + stage.name() + "'";
    return Optional.of(
        stage instanceof NonLocalMeans
            ? lacking
                + ": OpenCV's for CUDA takes 8-bit images only and weighs them in another way than"
                + " its CPU's; take --device cuda or --device cpu"
            : lacking + ": take --device cpu");
  }

  @Override
  public Lane openLane(LaneSpecification specification) throws DeviceException {
    return lane(specification);
  }

  private OpenCvCudaLane lane(LaneSpecification specification) throws DeviceException {
    requireStages(specification);
    LaneCalls calls = null;
    try {
      calls = opener.open(description.index());
      return new OpenCvCudaLane(this, calls, specification);
    } catch (CudaException e) {
      if (calls != null) {
        calls.close();
      }
      DeviceException failure = failure("opening a lane", e);
      throw new DeviceException(
          failure.kind(),
          failure.getMessage()
              + ". See xray-gpu devices and nvidia-smi; use fewer --threads, or another --device.",
          e);
    }
  }

  @Override
  public List<StageTimes.StageTime> stageTimes() {
    return times.all();
  }

  @Override
  public synchronized Optional<DeviceMeter> meter() {
    DeviceMeter known = meter;
    if (known == null) {
      times = new StageTimes();
      known =
          new OpenCvCudaMeter(
              description.index(), times, NvidiaDriver::load, energy, this::measureStages);
      meter = known;
    }
    return Optional.of(known);
  }

  private DeviceMeter.StageRate measureStages(List<Stage> stages, List<HostImage> images)
      throws DeviceException {
    return StagesAlone.measure(LANES_PER_WORKER, this::lane, stages, images);
  }

  StageTimes times() {
    return times;
  }

  /** A failure of CUDA as the engine knows it. */
  DeviceException failure(String during, CudaException e) {
    DeviceException.Kind kind = e.failure().kind();
    String what = kind == DeviceException.Kind.OUT_OF_MEMORY ? "out of memory during " : "";
    return new DeviceException(kind, message(what + during, e), e);
  }

  /**
   * A failure after which it is not known what was counted: nothing of it may be done again in this
   * run, whatever CUDA says.
   */
  DeviceException lost(String during, CudaException e) {
    return new DeviceException(DeviceException.Kind.LOST, message(during, e), e);
  }

  private String message(String during, CudaException e) {
    return "device opencv-cuda:" + description.index() + ": " + during + ": " + e.getMessage();
  }

  @Override
  public void close() {
    // Lanes own all memory.
    energy.close();
  }
}
