package dev.xraygpu.gpu.opencv;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Availability.Available;
import dev.xraygpu.device.Availability.Unavailable;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceProvider;
import dev.xraygpu.gpu.ComputeCapability;
import dev.xraygpu.gpu.CudaLibraries;
import dev.xraygpu.gpu.CudaProbe;
import dev.xraygpu.gpu.CudaReasons;
import dev.xraygpu.gpu.CudaRequirements;
import dev.xraygpu.gpu.MachineCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** OpenCV's CUDA modules on an NVIDIA GPU. */
public final class OpenCvCudaDeviceProvider implements DeviceProvider {
  /** The name {@code --device} takes. */
  public static final String NAME = "opencv-cuda";

  // The build on Maven Central holds code for these and no PTX.
  private static final MachineCode CODE =
      new MachineCode.Binaries(
          List.of(
              new ComputeCapability(7, 5),
              new ComputeCapability(8, 0),
              new ComputeCapability(9, 0),
              new ComputeCapability(10, 0),
              new ComputeCapability(12, 0)));

  private static final CudaRequirements REQUIREMENTS =
      new CudaRequirements(
          NAME,
          "OpenCV's CUDA modules",
          CudaRequirements.CUDA_13,
          CODE,
          CudaRequirements.LEAST_FREE_BYTES);

  private final CudaProbe probe;
  private final OpenCvNatives natives;
  private final OpenCvCudaDevice.LaneOpener opener;

  /** The provider of this machine. */
  public OpenCvCudaDeviceProvider() {
    this(CudaProbe.ofThisMachine(), new PresetOpenCvNatives(), PresetLaneCalls::new);
  }

  /** A provider of another machine. */
  OpenCvCudaDeviceProvider(
      CudaProbe probe, OpenCvNatives natives, OpenCvCudaDevice.LaneOpener opener) {
    this.probe = probe;
    this.natives = natives;
    this.opener = opener;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int preference() {
    return 100;
  }

  @Override
  public Availability probe() {
    return withOpenCv(probe.probe(REQUIREMENTS));
  }

  private Availability withOpenCv(Availability machine) {
    if (!(machine instanceof Available available)) {
      return machine;
    }
    Optional<Unavailable> problem = natives.problem();
    if (problem.isPresent()) {
      return problem.get();
    }
    List<String> missing = probe.libraries().load(libraries(probe.libraries().naming()));
    if (!missing.isEmpty()) {
      return new Unavailable(
          "OpenCV's CUDA modules need libraries of the CUDA 13 toolkit that are missing: "
              + String.join(", ", missing),
          "Install CUDA 13's NPP, cuBLAS and cuFFT and name their folder in LD_LIBRARY_PATH"
              + " (docs/devices/cuda-libraries.md), or use --device cpu.");
    }
    try {
      return withVersion(available, natives.loadGpuBuild());
    } catch (LinkageError | RuntimeException e) {
      return new Unavailable(
          "OpenCV's CUDA modules do not load: " + CudaReasons.innermost(e),
          "See docs/devices/cuda-libraries.md, or use --device cpu.");
    }
  }

  // In the order in which they need each other.
  private static List<String> libraries(CudaLibraries.Naming naming) {
    List<String> files = new ArrayList<>();
    for (String npp : List.of("c", "ial", "itc", "ig", "ist", "idei", "icc", "if", "im")) {
      files.add(naming.file("npp" + npp, 13));
    }
    files.add(naming.file("cublasLt", 13));
    files.add(naming.file("cublas", 13));
    files.add(naming.file("cufft", 12));
    return files;
  }

  private static Available withVersion(Available found, String version) {
    List<DeviceDescription> devices = new ArrayList<>();
    for (DeviceDescription device : found.devices()) {
      String software =
          device.software().replace("OpenCV's CUDA modules", "OpenCV " + version + " with CUDA");
      devices.add(new DeviceDescription(NAME, device.index(), device.hardware(), software));
    }
    return new Available(devices, found.unusable());
  }

  @Override
  public Device open(int index) throws DeviceException {
    Availability found = withOpenCv(probe.probe(REQUIREMENTS, index));
    if (found instanceof Unavailable missing) {
      throw new DeviceException(missing.describe("device " + NAME + " is"));
    }
    return new OpenCvCudaDevice(((Available) found).devices().get(0), opener);
  }
}
