package dev.xraygpu.gpu;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Availability.Available;
import dev.xraygpu.device.Availability.Unavailable;
import dev.xraygpu.device.Availability.Unusable;
import dev.xraygpu.device.DeviceDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Looks for GPUs that a CUDA device can use: the driver, the runtime library, the GPUs, the code
 * for them, their memory. The first thing that is missing is the reason, and comes with its remedy.
 */
public final class CudaProbe {
  private static final String CPU_INSTEAD = "or use --device cpu";

  private final CudaQueries queries;
  private final CudaLibraries libraries;

  /** A probe that asks through these. */
  public CudaProbe(CudaQueries queries, CudaLibraries libraries) {
    this.queries = queries;
    this.libraries = libraries;
  }

  /** A probe of this machine. */
  public static CudaProbe ofThisMachine() {
    CudaQueries queries = new PresetCudaQueries();
    return new CudaProbe(queries, CudaLibraries.ofThisMachine(queries));
  }

  /** NVIDIA's libraries on the machine that is looked at. */
  public CudaLibraries libraries() {
    return libraries;
  }

  /** Looks at all GPUs. Never throws. */
  public Availability probe(CudaRequirements requirements) {
    return probe(requirements, OptionalInt.empty());
  }

  /**
   * Looks at one GPU. Never throws. A look takes a GPU's context, which takes its time where there
   * are many: who has seen all of them looks at the others no more.
   *
   * @param gpu CUDA's number of it
   */
  public Availability probe(CudaRequirements requirements, int gpu) {
    return probe(requirements, OptionalInt.of(gpu));
  }

  private Availability probe(CudaRequirements requirements, OptionalInt gpu) {
    try {
      return look(requirements, gpu);
    } catch (CudaException e) {
      return CudaReasons.ofFailure(e);
    } catch (LinkageError | RuntimeException e) {
      return new Unavailable(
          "CUDA's libraries do not load: " + CudaReasons.innermost(e),
          "Install NVIDIA's driver 580 or newer and the CUDA 13 runtime, " + CPU_INSTEAD + ".");
    }
  }

  private Availability look(CudaRequirements requirements, OptionalInt gpu) throws CudaException {
    CudaLibraries.Naming naming = libraries.naming();
    if (!libraries.loadDriver()) {
      return new Unavailable(
          "no NVIDIA driver: " + naming.driver() + " is missing",
          "Install NVIDIA's driver 580 or newer (in a container, start it with --gpus all), "
              + CPU_INSTEAD
              + ".");
    }
    String runtime = naming.file("cudart", 13);
    if (!libraries.load(List.of(runtime)).isEmpty()) {
      return new Unavailable(
          "CUDA's runtime library is missing: " + runtime,
          "Install the CUDA 13 runtime and name its folder in LD_LIBRARY_PATH"
              + " (docs/devices/cuda-libraries.md), "
              + CPU_INSTEAD
              + ".");
    }
    try {
      queries.loadBindings();
    } catch (LinkageError e) {
      return new Unavailable(
          "this build holds no CUDA bindings for this platform: " + CudaReasons.innermost(e),
          "Build xray-gpu on Linux or Windows x86-64, " + CPU_INSTEAD + ".");
    }
    int version = queries.driverVersion();
    if (version < requirements.driverVersion()) {
      return CudaReasons.driverTooOld(version, requirements.driverVersion());
    }
    int count = queries.deviceCount();
    if (count == 0) {
      return CudaReasons.NO_DEVICE;
    }
    if (gpu.isPresent() && (gpu.getAsInt() < 0 || gpu.getAsInt() >= count)) {
      return CudaReasons.noSuchDevice(requirements.provider(), gpu.getAsInt(), count);
    }
    int[] looked =
        gpu.isPresent() ? new int[] {gpu.getAsInt()} : IntStream.range(0, count).toArray();
    return examine(requirements, looked, count, version);
  }

  private Availability examine(CudaRequirements requirements, int[] looked, int count, int driver) {
    List<DeviceDescription> usable = new ArrayList<>();
    List<Unusable> unusable = new ArrayList<>();
    for (int i : looked) {
      String hardware = "GPU " + i;
      try {
        CudaCard card = queries.card(i);
        hardware = card.name();
        if (!requirements.code().runsOn(card.capability())) {
          unusable.add(withoutCode(requirements, card));
          continue;
        }
        CudaMemory memory = queries.memory(i);
        if (memory.free() < requirements.freeBytes()) {
          unusable.add(withoutRoom(requirements, card, memory));
          continue;
        }
        usable.add(describe(requirements, card, memory, driver));
      } catch (CudaException e) {
        Unavailable why = CudaReasons.ofFailure(e);
        unusable.add(new Unusable(i, hardware, why.reason(), why.remedy()));
      }
    }
    if (usable.isEmpty()) {
      Unusable first = unusable.get(0);
      String which =
          count == 1
              ? first.hardware()
              : first.hardware() + " (GPU " + first.index() + " of " + count + ")";
      return new Unavailable(which + ": " + first.reason(), first.remedy());
    }
    return new Available(usable, unusable);
  }

  private static Unusable withoutCode(CudaRequirements requirements, CudaCard card) {
    return new Unusable(
        card.index(),
        card.name(),
        "compute capability "
            + card.capability()
            + " without machine code; device "
            + requirements.provider()
            + " has it for "
            + requirements.code().describe(),
        "Use another GPU, another device, " + CPU_INSTEAD + ".");
  }

  private static Unusable withoutRoom(
      CudaRequirements requirements, CudaCard card, CudaMemory memory) {
    return new Unusable(
        card.index(),
        card.name(),
        "out of memory: "
            + mebibytes(memory.free())
            + " of "
            + mebibytes(memory.total())
            + " MiB are free, "
            + mebibytesUp(requirements.freeBytes())
            + " are needed",
        "End other programs on this GPU (nvidia-smi lists them), pick another one with "
            + requirements.provider()
            + ":N, "
            + CPU_INSTEAD
            + ".");
  }

  private static DeviceDescription describe(
      CudaRequirements requirements, CudaCard card, CudaMemory memory, int driver) {
    String software =
        requirements.software()
            + ", driver for CUDA "
            + CudaReasons.version(driver)
            + ", compute capability "
            + card.capability();
    String hardware =
        String.format(
            Locale.ROOT,
            "%s, %d of %d MiB free",
            card.name(),
            mebibytes(memory.free()),
            mebibytes(memory.total()));
    return new DeviceDescription(requirements.provider(), card.index(), hardware, software);
  }

  private static long mebibytes(long bytes) {
    return bytes >> 20;
  }

  // Beside less that is there, both rounded down could be the same number.
  private static long mebibytesUp(long bytes) {
    return mebibytes(bytes + (1 << 20) - 1);
  }
}
