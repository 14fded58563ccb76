package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceProvider;
import dev.xraygpu.gpu.ComputeCapability;
import dev.xraygpu.gpu.CudaProbe;
import dev.xraygpu.gpu.CudaReasons;
import dev.xraygpu.gpu.CudaRequirements;
import dev.xraygpu.gpu.MachineCode;
import dev.xraygpu.gpu.driver.CudaDriver;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.NvidiaDriver;
import dev.xraygpu.gpu.nvml.CardEnergy;
import dev.xraygpu.gpu.nvml.NvmlEnergy;

/**
 * Our own kernels on an NVIDIA GPU: the same bytes as the CPU device. Needs the driver and CUDA's
 * runtime library, and nothing else of CUDA.
 */
public final class CudaDeviceProvider implements DeviceProvider {
  /** The name {@code --device} takes. */
  public static final String NAME = "cuda";

  private static final int PREFERENCE = 200;

  /** nvcc 13.0 writes PTX 9.0, which drivers for CUDA 13.0 and later take. */
  private static final CudaRequirements REQUIREMENTS =
      new CudaRequirements(
          NAME,
          "own kernels",
          CudaRequirements.CUDA_13,
          new MachineCode.Ptx(new ComputeCapability(7, 5)),
          CudaRequirements.LEAST_FREE_BYTES);

  private final Machine machine;
  private final MemoryLayout layout;

  /** A machine with or without GPUs. */
  interface Machine {
    /** Looks at all GPUs. Never throws. */
    Availability probe();

    /** Looks at one. Never throws. */
    Availability probe(int gpu);

    /** Its driver; asked only where a GPU is available. */
    CudaDriver driver() throws CudaDriverException;

    /** Where its cards' use of energy is read. */
    default CardEnergy energy() {
      return NvmlEnergy.ofThisMachine();
    }
  }

  /** The provider that {@link java.util.ServiceLoader} makes. Touches no native library. */
  public CudaDeviceProvider() {
    this(new ThisMachine(), MemoryLayout.SHARED_BLOCKS);
  }

  /** A provider for another machine. */
  CudaDeviceProvider(Machine machine, MemoryLayout layout) {
    this.machine = machine;
    this.layout = layout;
  }

  private static final class ThisMachine implements Machine {
    @Override
    public Availability probe() {
      return CudaProbe.ofThisMachine().probe(REQUIREMENTS);
    }

    @Override
    public Availability probe(int gpu) {
      return CudaProbe.ofThisMachine().probe(REQUIREMENTS, gpu);
    }

    @Override
    public CudaDriver driver() throws CudaDriverException {
      return NvidiaDriver.load();
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int preference() {
    return PREFERENCE;
  }

  @Override
  public Availability probe() {
    return machine.probe();
  }

  @Override
  public Device open(int index) throws DeviceException {
    Availability found = machine.probe(index);
    if (found instanceof Availability.Unavailable missing) {
      throw new DeviceException(missing.describe("device " + NAME + " is"));
    }
    return open(((Availability.Available) found).devices().get(0));
  }

  private Device open(DeviceDescription device) throws DeviceException {
    try {
      return CudaDevice.open(machine.driver(), device, layout, machine.energy());
    } catch (CudaDriverException e) {
      throw notOpened(device, String.valueOf(e.getMessage()), remedy(e.code()), e);
    } catch (LinkageError e) {
      throw notOpened(device, CudaReasons.innermost(e), "see docs/devices/cuda-libraries.md", e);
    }
  }

  private static DeviceException notOpened(
      DeviceDescription device, String why, String remedy, Throwable cause) {
    return new DeviceException(
        "device "
            + NAME
            + ":"
            + device.index()
            + " cannot be opened: "
            + why
            + "; "
            + remedy
            + ", or use --device cpu, which computes the same bytes",
        cause);
  }

  /** What to do about a code of the driver's. */
  private static String remedy(int code) {
    return switch (code) {
      case 2 -> "end other programs on this GPU (nvidia-smi lists them)";
      case 221 ->
          "install libnvidia-ptxjitcompiler.so.1, which comes with the driver (into a container with"
              + " NVIDIA_DRIVER_CAPABILITIES=compute,utility)";
      case 222 -> "install NVIDIA's driver 580 or newer";
      case 223 -> "unset CUDA_DISABLE_PTX_JIT";
      case 801 ->
          "this GPU, as some virtual ones, hands out no memory in a stream's order: take --device"
              + " opencv-cuda";
      default -> "look at nvidia-smi and the system's log";
    };
  }
}
