package dev.xraygpu.gpu.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Availability.Available;
import dev.xraygpu.device.Availability.Unavailable;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceProvider;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.gpu.FakeCudaQueries;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What keeps OpenCV's CUDA modules from being used, beyond what keeps CUDA from it. */
class OpenCvCudaDeviceProviderTest {
  private static FakeCudaQueries machine() {
    return FakeCudaQueries.with(
        FakeCudaQueries.card(0, "NVIDIA H100", 9, 0), FakeCudaQueries.card(1, "Tesla T4", 7, 5));
  }

  private static OpenCvCudaDeviceProvider provider(FakeCudaQueries queries, OpenCvNatives natives) {
    return FakeGpu.provider(queries, natives, new FakeLaneCalls.Machine());
  }

  private static Unavailable unavailable(DeviceProvider provider) {
    assertThat(provider.probe()).isInstanceOf(Unavailable.class);
    Unavailable unavailable = (Unavailable) provider.probe();
    // The same words, wherever the device is asked for.
    for (String request : List.of("opencv-cuda", "opencv-cuda:1", "opencv-cuda:all")) {
      assertThatThrownBy(() -> new DeviceSelection(List.of(provider)).open(request))
          .isInstanceOf(DeviceException.class)
          .hasMessage("device opencv-cuda is not available: %s", FakeGpu.describe(unavailable));
    }
    return unavailable;
  }

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(ServiceLoader.load(DeviceProvider.class).stream().map(ServiceLoader.Provider::type))
        .contains(OpenCvCudaDeviceProvider.class);
  }

  @Test
  void allIsThere() throws DeviceException {
    Available found = (Available) provider(machine(), new FakeGpu.FakeNatives(true, null)).probe();
    assertThat(found.devices().get(0).software())
        .isEqualTo("OpenCV 4.13.0 with CUDA, driver for CUDA 13.1, compute capability 9.0");
    assertThat(found.devices()).hasSize(2);
    DeviceSelection selection =
        new DeviceSelection(List.of(provider(machine(), new FakeGpu.FakeNatives(true, null))));
    assertThat(selection.open("opencv-cuda:1").device().description().hardware())
        .startsWith("Tesla T4");
    assertThat(selection.open("opencv-cuda:all").device().description().hardware())
        .contains("H100")
        .contains(" and Tesla T4");
  }

  /** Looking at a GPU takes a context of it. */
  @Test
  void openingAllGpusLooksAtEachTwice() throws DeviceException {
    FakeCudaQueries machine = machine();
    DeviceProvider provider = provider(machine, new FakeGpu.FakeNatives(true, null));
    new DeviceSelection(List.of(provider)).open("opencv-cuda:all").device().close();
    assertThat(machine.asked()).containsExactly(0, 1, 0, 1);
  }

  @Test
  void openCvForTheCpuOnly() {
    Unavailable why = unavailable(provider(machine(), new FakeGpu.FakeNatives(false, null)));
    assertThat(why.reason()).isEqualTo("this build of xray-gpu holds OpenCV for the CPU only");
    assertThat(why.remedy()).contains("-P opencv-cuda");
  }

  @Test
  void theProcessHasDecidedOtherwise() {
    Unavailable why = unavailable(provider(machine(), new FakeGpu.FakeNatives(true, "in use")));
    assertThat(why.reason()).isEqualTo("in use");
    assertThat(why.remedy()).contains("before cpu");
  }

  @Test
  void librariesOfTheToolkitAreMissingByName() {
    Unavailable why =
        unavailable(
            provider(
                machine().without("libnppif.so.13", "libcufft.so.12"),
                new FakeGpu.FakeNatives(true, null)));
    assertThat(why.reason()).endsWith("that are missing: libnppif.so.13, libcufft.so.12");
    assertThat(why.remedy()).contains("NPP, cuBLAS and cuFFT").contains("LD_LIBRARY_PATH");
  }

  @Test
  void theModulesDoNotLoad() {
    OpenCvNatives broken =
        new OpenCvNatives() {
          @Override
          public boolean gpuBuildPresent() {
            return true;
          }

          @Override
          public Optional<String> decidedOtherwise() {
            return Optional.empty();
          }

          @Override
          public String loadGpuBuild() {
            throw new ExceptionInInitializerError(
                new UnsatisfiedLinkError("libfoo.so: undefined symbol: bar\nmore"));
          }
        };
    assertThat(unavailable(provider(machine(), broken)).reason())
        .isEqualTo("OpenCV's CUDA modules do not load: libfoo.so: undefined symbol: bar");
  }

  @Test
  void whatKeepsCudaFromItIsSaidFirst() {
    OpenCvNatives natives = new FakeGpu.FakeNatives(false, null);
    assertThat(unavailable(provider(machine().without("libcuda.so.1"), natives)).reason())
        .startsWith("no NVIDIA driver");
    assertThat(
            unavailable(
                    provider(
                        FakeCudaQueries.with(FakeCudaQueries.card(0, "NVIDIA Thor", 11, 0)),
                        natives))
                .reason())
        .contains("compute capability 11.0 without machine code")
        .contains("7.5, 8.0, 9.0, 10.0, 12.0");
  }

  @Test
  void nothingIsLoadedWhereThereIsNoGpu() {
    FakeCudaQueries queries = FakeCudaQueries.with();
    unavailable(provider(queries, new FakeGpu.FakeNatives(true, null)));
    assertThat(queries.loaded()).noneMatch(file -> file.contains("npp"));
  }

  @Test
  void thisMachineIsProbedWithoutAnException() {
    Availability found = new OpenCvCudaDeviceProvider().probe();
    if (found instanceof Unavailable unavailable) {
      assertThat(unavailable.reason()).isNotBlank().doesNotContain("\n");
    }
  }
}
