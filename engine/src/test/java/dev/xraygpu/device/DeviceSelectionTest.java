package dev.xraygpu.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.device.Availability.Available;
import dev.xraygpu.device.Availability.Unavailable;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.statistics.PixelSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceSelectionTest {
  private static final Unavailable NO_DRIVER = new Unavailable("no driver", "Install one.");

  /** A device that is only opened. */
  private record OpenedDevice(DeviceDescription description, List<String> log) implements Device {
    @Override
    public Set<ImageFormat> decodes() {
      return Set.of();
    }

    @Override
    public int lanesPerWorker() {
      return 1;
    }

    @Override
    public int preferredBatch() {
      return 1;
    }

    @Override
    public Lane openLane(LaneSpecification specification) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      log.add("close " + description.provider());
    }
  }

  private record Provider(String name, int preference, Availability availability, List<String> log)
      implements DeviceProvider {
    Provider(String name, int preference, Availability availability) {
      this(name, preference, availability, new ArrayList<>());
    }

    @Override
    public Availability probe() {
      return availability;
    }

    @Override
    public Device open(int index) throws DeviceException {
      if (availability instanceof Available available) {
        log.add("open " + name);
        return new OpenedDevice(
            available.devices().stream().filter(d -> d.index() == index).findFirst().orElseThrow(),
            log);
      }
      throw new DeviceException("opened although it is not there");
    }
  }

  private static Available available(String name, int count) {
    List<DeviceDescription> devices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      devices.add(new DeviceDescription(name, i, "hardware " + i, "software"));
    }
    return new Available(devices);
  }

  private static final Provider CPU = new Provider("cpu", 0, available("cpu", 1));
  private static final Provider CUDA = new Provider("cuda", 200, available("cuda", 3));
  private static final Provider NO_CUDA = new Provider("cuda", 200, NO_DRIVER);

  private static DeviceSelection of(DeviceProvider... providers) {
    return new DeviceSelection(List.of(providers));
  }

  @Test
  void autoTakesThePreferredOne() throws DeviceException {
    DeviceSelection.Chosen chosen = of(CPU, CUDA).open("auto");
    assertThat(chosen.device().description().provider()).isEqualTo("cuda");
    assertThat(chosen.device().description().index()).isZero();
    assertThat(chosen.passedOver()).isEmpty();
  }

  @Test
  void autoSaysWhatItPassesOver() throws DeviceException {
    DeviceSelection.Chosen chosen =
        of(new Provider("opencl", -5, NO_DRIVER), CPU, NO_CUDA).open("auto");
    assertThat(chosen.device().description().provider()).isEqualTo("cpu");
    assertThat(chosen.passedOver())
        .containsExactly("device cuda is not available: no driver. Install one.");
  }

  @Test
  void autoNamesDevicesThatLackTheSameTogether() throws DeviceException {
    Provider alsoMissing = new Provider("opencv-cuda", 100, NO_DRIVER);
    assertThat(of(CPU, alsoMissing, NO_CUDA).open("auto").passedOver())
        .containsExactly("devices cuda and opencv-cuda are not available: no driver. Install one.");
  }

  @Test
  void autoGoesOnWhereADeviceDoesNotOpen() throws DeviceException {
    DeviceProvider full =
        new DeviceProvider() {
          @Override
          public String name() {
            return "cuda";
          }

          @Override
          public int preference() {
            return 200;
          }

          @Override
          public Availability probe() {
            return available("cuda", 1);
          }

          @Override
          public Device open(int index) throws DeviceException {
            throw new DeviceException("no room for a context");
          }
        };
    DeviceSelection.Chosen chosen = of(CPU, full).open("auto");
    assertThat(chosen.device().description().provider()).isEqualTo("cpu");
    assertThat(chosen.passedOver().get(0))
        .contains("device cuda")
        .contains("no room for a context");
    assertThatThrownBy(() -> of(CPU, full).open("cuda")).hasMessage("no room for a context");
  }

  @Test
  void someOfSeveralDevicesCannotBeUsed() throws DeviceException {
    Available some =
        new Available(
            List.of(
                new DeviceDescription("cuda", 1, "GPU B", ""),
                new DeviceDescription("cuda", 3, "GPU D", "")),
            List.of(
                new Availability.Unusable(0, "GPU A", "too old", "Replace it."),
                new Availability.Unusable(2, "GPU C", "out of memory", "End others.")));
    DeviceSelection selection = of(CPU, new Provider("cuda", 200, some));
    assertThat(selection.open("cuda").device().description().index()).isEqualTo(1);
    assertThat(selection.open("auto").device().description().index()).isEqualTo(1);
    assertThat(selection.open("cuda:3").device().description().index()).isEqualTo(3);
    assertThatThrownBy(() -> selection.open("cuda:2"))
        .hasMessage("device cuda:2 (GPU C) is not available: out of memory. End others.");
    assertThatThrownBy(() -> selection.open("cuda:4")).hasMessageContaining("4 cuda devices");
    DeviceSelection.Chosen all = selection.open("cuda:all");
    assertThat(all.device().description().hardware()).isEqualTo("GPU B and GPU D");
    assertThat(all.passedOver())
        .containsExactly(
            "device cuda:0 (GPU A) is not available: too old. Replace it.",
            "device cuda:2 (GPU C) is not available: out of memory. End others.");
  }

  @Test
  void allOfOneIsThatOne() throws DeviceException {
    assertThat(of(CPU, CUDA).open("cpu:all").device().description().provider()).isEqualTo("cpu");
    assertThat(of(CPU, CUDA).open("cuda:all").device().lanesPerWorker()).isEqualTo(3);
  }

  @Test
  void autoWithoutAnyDeviceSaysWhyForEach() {
    assertThatThrownBy(() -> of(NO_CUDA, new Provider("cpu", 0, NO_DRIVER)).open("auto"))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("devices cuda and cpu are not available: no driver");
  }

  @Test
  void aNameIsTakenAtItsWord() throws DeviceException {
    assertThat(of(CPU, CUDA).open("cpu").device().description().provider()).isEqualTo("cpu");
    assertThat(of(CPU, CUDA).open("cuda:2").device().description().index()).isEqualTo(2);
    assertThat(of(CPU, CUDA).open("cpu:0").device().description().index()).isZero();
    assertThatThrownBy(() -> of(CPU, NO_CUDA).open("cuda"))
        .isInstanceOf(DeviceException.class)
        .hasMessage("device cuda is not available: no driver. Install one.");
  }

  @Test
  void whatIsNotThereIsAnErrorThatSaysWhatIs() {
    assertThatThrownBy(() -> of(CPU, CUDA).open("rocm"))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("rocm")
        .hasMessageContaining("auto, cuda, cpu");
    assertThatThrownBy(() -> of(CPU, CUDA).open("cuda:3"))
        .hasMessageContaining("cuda:3")
        .hasMessageContaining("3 cuda devices");
    assertThatThrownBy(() -> of(CPU, CUDA).open("cpu:1")).hasMessageContaining("1 cpu device,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpu:",
        "cpu:-1",
        "cpu:x",
        "cpu:1:1",
        "cpu:99999999999",
        "cpu: 0",
        "cpu:ALL",
        "cpu:all:1"
      })
  void wrongNumbers(String request) {
    assertThatThrownBy(() -> of(CPU).open(request))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("'" + request + "'")
        .hasMessageContaining("NAME:NUMBER");
  }

  @Test
  void severalAreOpenedInTheOrderOfPreferenceAndGivenInThatOfTheRequests() throws DeviceException {
    List<String> log = new ArrayList<>();
    DeviceSelection selection =
        of(
            new Provider("cpu", 0, available("cpu", 1), log),
            new Provider("cuda", 200, available("cuda", 3), log));
    List<DeviceSelection.Chosen> chosen = selection.openAll(List.of("cpu", "cuda:2", "cpu"));
    assertThat(chosen)
        .extracting(c -> c.request() + " " + c.device().description().index())
        .containsExactly("cpu 0", "cuda:2 2", "cpu 0");
    assertThat(log).containsExactly("open cuda", "open cpu", "open cpu");
  }

  @Test
  void whereOneOfSeveralIsNotThereNoneStaysOpen() {
    List<String> log = new ArrayList<>();
    DeviceSelection selection =
        of(
            new Provider("cpu", 0, available("cpu", 1), log),
            new Provider("opencv-cuda", 100, NO_DRIVER),
            new Provider("cuda", 200, available("cuda", 1), log));
    assertThatThrownBy(() -> selection.openAll(List.of("cpu", "cuda", "opencv-cuda")))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("opencv-cuda is not available");
    assertThatThrownBy(() -> selection.openAll(List.of("cpu", "nothing")))
        .hasMessageContaining("no device 'nothing'");
    assertThat(log).containsExactly("open cuda", "close cuda");
  }

  @Test
  void allAreProbedInTheOrderOfPreference() {
    assertThat(of(CPU, NO_CUDA, new Provider("a", 0, NO_DRIVER)).probeAll().keySet())
        .containsExactly("cuda", "a", "cpu");
  }

  @Test
  void availableMeansAtLeastOneDevice() {
    assertThatThrownBy(() -> new Available(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LaneSpecification(List.of(), 0, Exclusion.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exclusionRules() {
    PixelSummary dark = new PixelSummary(PixelType.U8, 100, 499, false);
    PixelSummary five = new PixelSummary(PixelType.U8, 100, 500, false);
    PixelSummary flat = new PixelSummary(PixelType.U16, 100, 100 * 65_535, true);
    Exclusion both = new Exclusion(5, true);
    assertThat(both.excludes(dark)).isTrue();
    assertThat(both.excludes(five)).isFalse();
    assertThat(both.excludes(flat)).isTrue();
    assertThat(Exclusion.NONE.excludes(dark)).isFalse();
    assertThat(Exclusion.NONE.excludes(new PixelSummary(PixelType.U8, 1, 0, true))).isFalse();
  }
}
