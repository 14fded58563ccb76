package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceProvider;
import dev.xraygpu.gpu.ComputeCapability;
import dev.xraygpu.gpu.CudaProbe;
import dev.xraygpu.gpu.CudaRequirements;
import dev.xraygpu.gpu.MachineCode;
import dev.xraygpu.gpu.driver.CudaDriver;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.NvidiaDriver;
import dev.xraygpu.gpu.nvml.CardEnergy;
import dev.xraygpu.gpu.nvml.NvmlEnergy;
import java.util.List;

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
    /** Looks. Never throws. */
    Availability probe();

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
    Availability availability = probe();
    if (availability instanceof Availability.Unavailable unavailable) {
      throw new DeviceException(
          "device "
              + NAME
              + " is not available: "
              + unavailable.reason()
              + ". "
              + unavailable.remedy());
    }
    List<DeviceDescription> devices = ((Availability.Available) availability).devices();
    for (DeviceDescription device : devices) {
      if (device.index() == index) {
        return open(device);
      }
    }
    throw new DeviceException(
        "device "
            + NAME
            + ":"
            + index
            + " does not exist; there are "
            + devices.stream().map(d -> NAME + ":" + d.index()).toList());
  }

  private Device open(DeviceDescription device) throws DeviceException {
    try {
      return CudaDevice.open(machine.driver(), device, layout, machine.energy());
    } catch (CudaDriverException | LinkageError e) {
      throw new DeviceException(
          "device "
              + NAME
              + ":"
              + device.index()
              + " cannot be opened: "
              + e.getMessage()
              + "; see whether other programs use all of its memory (nvidia-smi), or use --device"
              + " cpu, which computes the same bytes",
          e);
    }
  }
}
