package dev.xraygpu.gpu.cuda;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.KernelTimes;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.StageTimes;
import dev.xraygpu.gpu.CudaMemory;
import dev.xraygpu.gpu.StagesAlone;
import dev.xraygpu.gpu.driver.CopyBandwidth;
import dev.xraygpu.gpu.driver.CudaDriver;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.GpuContext;
import dev.xraygpu.gpu.driver.LaunchShape;
import dev.xraygpu.gpu.nvml.CardEnergy;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Stage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One GPU with our kernels loaded. */
final class CudaDevice implements Device {
  /** One lane is filled while another uploads, another computes or downloads. */
  private static final int LANES_PER_WORKER = 3;

  private static final int PREFERRED_BATCH = 32;

  private final DeviceDescription description;
  private final GpuContext context;
  private final Kernels kernels;
  private final MemoryLayout layout;
  private volatile StageTimes times = new StageTimes();
  private final KernelTimes kernelTimes = new KernelTimes();
  private final CardEnergy energy;
  private volatile BatchClock.Detail detail = BatchClock.Detail.STEPS;

  private CudaDevice(
      DeviceDescription description,
      GpuContext context,
      Kernels kernels,
      MemoryLayout layout,
      CardEnergy energy) {
    this.description = description;
    this.context = context;
    this.kernels = kernels;
    this.layout = layout;
    this.energy = energy;
  }

  /**
   * Opens a GPU.
   *
   * @param description what it is; its index is the GPU's place in the driver's order
   * @param energy where its use of energy is read; belongs to the device from now on
   */
  static CudaDevice open(
      CudaDriver driver, DeviceDescription description, MemoryLayout layout, CardEnergy energy)
      throws CudaDriverException {
    GpuContext context = null;
    try {
      context = GpuContext.open(driver, description.index());
      context.requireStreamOrderedMemory();
      return new CudaDevice(description, context, Kernels.load(context), layout, energy);
    } catch (CudaDriverException | RuntimeException e) {
      energy.close();
      if (context != null) {
        context.close();
      }
      throw e;
    }
  }

  GpuContext context() {
    return context;
  }

  Kernels kernels() {
    return kernels;
  }

  MemoryLayout layout() {
    return layout;
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
    return PREFERRED_BATCH;
  }

  @Override
  public Optional<String> refusal(Stage stage) {
    return CudaStage.of(stage).isPresent()
        ? Optional.empty()
        : Optional.of("device cuda has no stage '" + stage.name() + "': take --device cpu");
  }

  @Override
  public Lane openLane(LaneSpecification specification) throws DeviceException {
    return lane(specification);
  }

  private CudaLane lane(LaneSpecification specification) throws DeviceException {
    requireStages(specification);
    if (specification.batch() > LaunchShape.MAX_GRID_YZ) {
      throw new DeviceException(
          name() + ": a batch holds at most " + LaunchShape.MAX_GRID_YZ + " images; lower --batch");
    }
    try {
      return new CudaLane(this, specification);
    } catch (CudaDriverException e) {
      throw failure("a lane", e);
    } catch (IllegalArgumentException e) {
      throw new DeviceException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Page-locked memory that could not be taken: it is the machine's own, not the GPU's. */
  DeviceException hostMemoryFailure(long bytes, CudaDriverException e) {
    String what = "page-locked memory of this machine for an image of " + bytes + " bytes";
    return e.outOfMemory()
        ? new DeviceException(
            DeviceException.Kind.OUT_OF_MEMORY,
            message(what, e) + "; it is taken from the machine's own memory (free -m shows it)",
            e)
        : lost(what, e);
  }

  /** A call that failed before the GPU began a batch. */
  DeviceException failure(String what, CudaDriverException e) {
    return e.outOfMemory()
        ? new DeviceException(
            DeviceException.Kind.OUT_OF_MEMORY,
            message(what, e)
                + "; lower --batch or --threads, or use a GPU with more free memory (nvidia-smi"
                + " shows it)",
            e)
        : lost(what, e);
  }

  /**
   * A call that failed while the GPU was at work: what it had counted is not known, and after a
   * failed kernel CUDA answers nothing any more.
   */
  DeviceException lost(String what, CudaDriverException e) {
    return new DeviceException(DeviceException.Kind.LOST, message(what, e), e);
  }

  private String message(String what, CudaDriverException e) {
    return name() + ": " + what + ": " + e.getMessage();
  }

  /** What the steps took, over all lanes. */
  StageTimes times() {
    return times;
  }

  @Override
  public List<StageTimes.StageTime> stageTimes() {
    return times.all();
  }

  /** What the kernels took, over all lanes that were opened after the meter was asked for. */
  KernelTimes kernelTimes() {
    return kernelTimes;
  }

  /** What a lane that is opened now measures. */
  BatchClock.Detail detail() {
    return detail;
  }

  @Override
  public synchronized Optional<DeviceMeter> meter() {
    if (detail == BatchClock.Detail.STEPS) {
      detail = BatchClock.Detail.KERNELS;
      times = new StageTimes();
    }
    return Optional.of(new Meter());
  }

  private final class Meter implements DeviceMeter {
    @Override
    public List<StageTimes.StageTime> steps() {
      return times.all();
    }

    @Override
    public List<KernelTimes.KernelTime> kernels() {
      return kernelTimes.all();
    }

    @Override
    public CopyRates measureCopies() throws DeviceException {
      try {
        return CopyBandwidth.measure(context);
      } catch (CudaDriverException e) {
        throw failure("measuring how fast memory is copied", e);
      }
    }

    @Override
    public StageRate measureStages(List<Stage> stages, List<HostImage> images)
        throws DeviceException {
      return StagesAlone.measure(LANES_PER_WORKER, CudaDevice.this::lane, stages, images);
    }

    @Override
    public MemoryUse memory() throws DeviceException {
      try {
        CudaMemory memory = context.memory();
        return new MemoryUse(
            memory.total() - memory.free(), memory.total(), OptionalLong.of(context.mostHeld()));
      } catch (CudaDriverException e) {
        throw failure("asking for the memory in use", e);
      }
    }

    @Override
    public Energy energy() {
      try {
        return energy.of(context.pciBusId());
      } catch (CudaDriverException e) {
        return new Energy.Unknown(name() + ": " + e.getMessage());
      }
    }
  }

  private String name() {
    return "device " + description.provider() + ":" + description.index();
  }

  @Override
  public void close() {
    energy.close();
    kernels.close();
    context.close();
  }
}
