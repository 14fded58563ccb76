package dev.xraygpu.gpu;

import static dev.xraygpu.gpu.FakeCudaQueries.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Availability.Available;
import dev.xraygpu.device.Availability.Unavailable;
import dev.xraygpu.device.Availability.Unusable;
import dev.xraygpu.device.DeviceDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reason why a CUDA device is not there, and what the user reads then. */
class CudaProbeTest {
  private static final CudaCard H100 = card(0, "NVIDIA H100", 9, 0);
  private static final CudaRequirements BINARIES =
      new CudaRequirements(
          "opencv-cuda",
          "OpenCV 4.13.0",
          CudaRequirements.CUDA_13,
          new MachineCode.Binaries(
              List.of(
                  new ComputeCapability(7, 5),
                  new ComputeCapability(8, 0),
                  new ComputeCapability(9, 0))),
          CudaRequirements.LEAST_FREE_BYTES);

  private static Availability probe(FakeCudaQueries queries) {
    return probe(queries, CudaLibraries.Naming.LINUX, BINARIES);
  }

  private static Availability probe(
      FakeCudaQueries queries, CudaLibraries.Naming naming, CudaRequirements requirements) {
    return new CudaProbe(queries, new CudaLibraries(queries, naming, List.of()))
        .probe(requirements);
  }

  private static Unavailable unavailable(FakeCudaQueries queries) {
    return unavailable(probe(queries));
  }

  private static Unavailable unavailable(Availability availability) {
    assertThat(availability).isInstanceOf(Unavailable.class);
    Unavailable unavailable = (Unavailable) availability;
    assertThat(unavailable.reason()).doesNotContain("\n").doesNotEndWith(".").isNotBlank();
    assertThat(unavailable.remedy()).doesNotContain("\n").endsWith(".").contains("--device cpu");
    return unavailable;
  }

  @Test
  void aGpuThatCanBeUsed() {
    assertThat(probe(FakeCudaQueries.with(H100)))
        .isEqualTo(
            new Available(
                List.of(
                    new DeviceDescription(
                        "opencv-cuda",
                        0,
                        "NVIDIA H100, 81920 of 81920 MiB free",
                        "OpenCV 4.13.0, driver for CUDA 13.1, compute capability 9.0"))));
  }

  @Test
  void noDriver() {
    FakeCudaQueries machine = FakeCudaQueries.with().without("libcuda.so.1");
    Unavailable why = unavailable(machine);
    assertThat(why.reason()).isEqualTo("no NVIDIA driver: libcuda.so.1 is missing");
    assertThat(why.remedy()).contains("driver 580 or newer").contains("--gpus all");
    // Nothing else is tried: the bindings would fail with a message about paths.
    assertThat(machine.loaded()).isEmpty();
    assertThat(
            unavailable(
                    probe(
                        FakeCudaQueries.with().without("nvcuda.dll"),
                        CudaLibraries.Naming.WINDOWS,
                        BINARIES))
                .reason())
        .isEqualTo("no NVIDIA driver: nvcuda.dll is missing");
  }

  @Test
  void aStubInPlaceOfTheDriver() {
    Unavailable why =
        unavailable(FakeCudaQueries.with(H100).failing("deviceCount", 34, "cudaErrorStubLibrary"));
    assertThat(why.reason()).contains("no NVIDIA driver").contains("stub");
    assertThat(why.remedy()).contains("LD_LIBRARY_PATH");
  }

  @Test
  void noRuntimeLibrary() {
    Unavailable why = unavailable(FakeCudaQueries.with(H100).without("libcudart.so.13"));
    assertThat(why.reason()).isEqualTo("CUDA's runtime library is missing: libcudart.so.13");
    assertThat(why.remedy()).contains("CUDA 13 runtime").contains("LD_LIBRARY_PATH");
    assertThat(
            unavailable(
                    probe(
                        FakeCudaQueries.with(H100).without("cudart64_13.dll"),
                        CudaLibraries.Naming.WINDOWS,
                        BINARIES))
                .reason())
        .endsWith("cudart64_13.dll");
  }

  @Test
  void noBindingsForThisPlatform() {
    Unavailable why =
        unavailable(
            FakeCudaQueries.with(H100)
                .withoutBindings(new UnsatisfiedLinkError("no jnicudart in java.library.path")));
    assertThat(why.reason()).contains("no CUDA bindings").contains("no jnicudart");
  }

  @ParameterizedTest
  @CsvSource({"12080,12.8", "12000,12.0", "11040,11.4"})
  void theDriverIsTooOld(int version, String shown) {
    Unavailable why = unavailable(FakeCudaQueries.with(H100).withDriver(version));
    assertThat(why.reason())
        .isEqualTo("the NVIDIA driver is too old: it knows CUDA " + shown + ", and 13.0 is needed");
    assertThat(why.remedy()).contains("driver 580 or newer");
  }

  @Test
  void aDriverWithoutItsKernelModule() {
    assertThat(unavailable(FakeCudaQueries.with(H100).withDriver(0)).reason())
        .contains("no NVIDIA driver is running");
  }

  @Test
  void noDevice() {
    assertThat(unavailable(FakeCudaQueries.with()).reason()).contains("no GPU");
    Unavailable why =
        unavailable(FakeCudaQueries.with(H100).failing("deviceCount", 100, "cudaErrorNoDevice"));
    assertThat(why.reason()).contains("no GPU that this process may use");
    assertThat(why.remedy()).contains("nvidia-smi").contains("CUDA_VISIBLE_DEVICES");
  }

  @ParameterizedTest
  @CsvSource({"6,1,false", "7,0,false", "7,5,true", "8,0,true", "8,9,true", "10,3,false"})
  void machineCodeRunsOnItsOwnMajorNumber(int major, int minor, boolean runs) {
    Availability found = probe(FakeCudaQueries.with(card(0, "GPU X", major, minor)));
    if (runs) {
      assertThat(found).isInstanceOf(Available.class);
    } else {
      assertThat(unavailable(found).reason())
          .isEqualTo(
              "GPU X: compute capability %d.%d without machine code; device opencv-cuda has it for"
                  + " 7.5, 8.0, 9.0",
              major, minor);
    }
  }

  @ParameterizedTest
  @CsvSource({"6,1,false", "7,2,false", "7,5,true", "8,6,true", "11,0,true", "12,1,true"})
  void ptxRunsOnAllThatIsNewer(int major, int minor, boolean runs) {
    CudaRequirements ptx =
        new CudaRequirements(
            "cuda", "kernels", 13_000, new MachineCode.Ptx(new ComputeCapability(7, 5)), 1);
    Availability found =
        probe(
            FakeCudaQueries.with(card(0, "GPU X", major, minor)), CudaLibraries.Naming.LINUX, ptx);
    if (runs) {
      assertThat(found).isInstanceOf(Available.class);
    } else {
      assertThat(unavailable(found).reason()).endsWith("device cuda has it for 7.5 and later");
    }
  }

  @Test
  void outOfMemory() {
    Unavailable why = unavailable(FakeCudaQueries.with(H100).withFree(0, 100L << 20));
    assertThat(why.reason())
        .isEqualTo("NVIDIA H100: out of memory: 100 of 81920 MiB are free, 512 are needed");
    assertThat(why.remedy()).contains("nvidia-smi").contains("opencv-cuda:N");
    Unavailable noContext =
        unavailable(FakeCudaQueries.with(H100).failing("memory0", 2, "cudaErrorMemoryAllocation"));
    assertThat(noContext.reason()).contains("out of memory").contains("no room for a context");
  }

  @ParameterizedTest
  @CsvSource({
    "46, cudaErrorDevicesUnavailable, another process alone, nvidia-smi -c DEFAULT",
    "802, cudaErrorSystemNotReady, not ready, fabric",
    "803, cudaErrorSystemDriverMismatch, does not match, restart",
    "35, cudaErrorInsufficientDriver, too old, 580",
    "999, cudaErrorUnknown, cudaErrorUnknown (999), nvidia-smi",
    "3, cudaErrorInitializationError, does not start, nvidia-smi",
  })
  void otherFailures(int code, String name, String reason, String remedy) {
    for (String where : List.of("driverVersion", "deviceCount", "card0", "memory0")) {
      Unavailable why = unavailable(FakeCudaQueries.with(H100).failing(where, code, name));
      assertThat(why.reason()).contains(reason);
      assertThat(why.remedy()).contains(remedy);
    }
  }

  @Test
  void whateverElseIsThrownIsAReason() {
    CudaQueries broken =
        new CudaQueries() {
          @Override
          public boolean loadLibrary(String file) {
            throw new IllegalStateException("outer", new NoClassDefFoundError("inner\nmore"));
          }

          @Override
          public void loadBindings() {}

          @Override
          public int driverVersion() {
            return 0;
          }

          @Override
          public int deviceCount() {
            return 0;
          }

          @Override
          public CudaCard card(int index) {
            return H100;
          }

          @Override
          public CudaMemory memory(int index) {
            return new CudaMemory(0, 0);
          }
        };
    Availability found =
        new CudaProbe(broken, new CudaLibraries(broken, CudaLibraries.Naming.LINUX, List.of()))
            .probe(BINARIES);
    assertThat(unavailable(found).reason()).isEqualTo("CUDA's libraries do not load: inner");
  }

  @Test
  void oneGpuOfSeveral() {
    FakeCudaQueries machine =
        FakeCudaQueries.with(
                card(0, "Tesla P100", 6, 0),
                card(1, "NVIDIA H100", 9, 0),
                card(2, "NVIDIA A100", 8, 0),
                H100)
            .withFree(2, 1)
            .failing("card3", 46, "cudaErrorDevicesUnavailable");
    Available found = (Available) probe(machine);
    assertThat(found.devices()).extracting(DeviceDescription::index).containsExactly(1);
    assertThat(found.unusable()).extracting(Unusable::index).containsExactly(0, 2, 3);
    assertThat(found.unusable())
        .extracting(Unusable::hardware)
        .containsExactly("Tesla P100", "NVIDIA A100", "GPU 3");
  }

  @Test
  void oneGpuIsLookedAtAlone() {
    FakeCudaQueries machine =
        FakeCudaQueries.with(H100, card(1, "NVIDIA A100", 8, 0), card(2, "NVIDIA L4", 8, 9), H100)
            .withFree(2, 1);
    CudaProbe probe =
        new CudaProbe(machine, new CudaLibraries(machine, CudaLibraries.Naming.LINUX, List.of()));
    Available found = (Available) probe.probe(BINARIES, 1);
    assertThat(found.devices())
        .extracting(device -> device.index() + " " + device.hardware())
        .containsExactly("1 NVIDIA A100, 81920 of 81920 MiB free");
    assertThat(found.unusable()).isEmpty();
    assertThat(unavailable(probe.probe(BINARIES, 2)).reason())
        .startsWith("NVIDIA L4 (GPU 2 of 4): out of memory");
    assertThat(machine.asked()).containsExactly(1, 2);
    Unavailable none = unavailable(probe.probe(BINARIES, 4));
    assertThat(none.reason())
        .isEqualTo("there is no GPU 4: this process may use 4, numbered from 0");
    assertThat(none.remedy()).contains("opencv-cuda:0");
    assertThat(unavailable(probe.probe(BINARIES, -1)).reason()).startsWith("there is no GPU -1");
  }

  @Test
  void librariesAreLookedForInToolkits(@TempDir Path folder) throws IOException {
    Path toolkit = Files.createDirectories(folder.resolve("toolkit/lib64"));
    Files.createFile(toolkit.resolve("libcudart.so.13"));
    List<Path> folders =
        CudaLibraries.toolkitFolders(
            CudaLibraries.Naming.LINUX, Map.of("CUDA_HOME", folder.resolve("toolkit").toString()));
    assertThat(folders.get(0)).isEqualTo(toolkit);
    FakeCudaQueries machine = FakeCudaQueries.with(H100).without("libcudart.so.13", "libx.so.1");
    CudaLibraries libraries =
        new CudaLibraries(machine, CudaLibraries.Naming.LINUX, List.of(toolkit));
    assertThat(libraries.load(List.of("libcudart.so.13", "libx.so.1", "libnppc.so.13")))
        .containsExactly("libx.so.1");
    assertThat(machine.loaded())
        .containsExactly(toolkit.resolve("libcudart.so.13").toString(), "libnppc.so.13");
  }

  @Test
  void aVariableThatIsNoPathNamesNoToolkit(@TempDir Path folder) throws IOException {
    Path toolkit = Files.createDirectories(folder.resolve("bin/x64"));
    Map<String, String> environment =
        Map.of("CUDA_HOME", "no\0path", "CUDA_PATH", folder.toString(), "ProgramFiles", "none");
    assertThat(CudaLibraries.toolkitFolders(CudaLibraries.Naming.WINDOWS, environment))
        .startsWith(toolkit);
  }

  @Test
  void thisMachineIsProbedWithoutAnException() {
    Availability found = CudaProbe.ofThisMachine().probe(BINARIES);
    if (found instanceof Unavailable) {
      unavailable(found);
    }
    assertThat(CudaProbe.ofThisMachine().probe(BINARIES).getClass()).isEqualTo(found.getClass());
  }

  @ParameterizedTest
  @CsvSource({
    "2,OUT_OF_MEMORY",
    "701,OUT_OF_MEMORY",
    "700,DEVICE_LOST",
    "719,DEVICE_LOST",
    "214,DEVICE_LOST",
    "999,DEVICE_LOST",
    "1,CALL_FAILED",
    "400,CALL_FAILED",
  })
  void whatAFailureMeans(int code, CudaFailure failure) {
    CudaException thrown = new CudaException("cudaMalloc", code, "someName");
    assertThat(thrown.failure()).isEqualTo(failure);
    assertThat(thrown).hasMessage("cudaMalloc failed with someName (%d)", code);
  }
}
