package dev.xraygpu.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.device.Availability;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceProvider;
import dev.xraygpu.device.DeviceSelection;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OpenCvCudaDeviceProviderTest {
  private final DeviceProvider provider = new OpenCvCudaDeviceProvider();

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(ServiceLoader.load(DeviceProvider.class))
        .hasExactlyElementsOfTypes(OpenCvCudaDeviceProvider.class);
  }

  @Test
  void itSaysWhyItIsNotAvailableAndWhatToDo() {
    for (int i = 0; i < 3; i++) {
      assertThat(provider.probe())
          .isInstanceOfSatisfying(
              Availability.Unavailable.class,
              unavailable -> {
                assertThat(unavailable.reason()).contains("not built yet").doesNotContain("\n");
                assertThat(unavailable.remedy()).contains("--device cpu").doesNotContain("\n");
              });
    }
  }

  @Test
  void openingSaysTheSame() {
    Availability.Unavailable unavailable = (Availability.Unavailable) provider.probe();
    for (int index : new int[] {0, 1, -1}) {
      assertThatThrownBy(() -> provider.open(index).close())
          .isInstanceOf(DeviceException.class)
          .hasMessage(
              "device opencv-cuda is not available: %s. %s",
              unavailable.reason(), unavailable.remedy());
    }
  }

  @Test
  void theSelectionUsesTheSameWords() {
    DeviceSelection selection = DeviceSelection.load();
    assertThat(selection.probeAll()).isEqualTo(Map.of("opencv-cuda", provider.probe()));
    assertThatThrownBy(() -> provider.open(0).close())
        .satisfies(
            direct ->
                assertThatThrownBy(() -> selection.open("opencv-cuda"))
                    .isInstanceOf(DeviceException.class)
                    .hasMessage(direct.getMessage()));
  }
}
