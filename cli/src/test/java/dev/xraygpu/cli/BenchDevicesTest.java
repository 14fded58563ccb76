package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceDescription;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceProvider;
import dev.xraygpu.device.DeviceSelection;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneSpecification;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Devices that were opened are closed again, whatever goes wrong with the others. */
class BenchDevicesTest {
  private final List<String> log = new ArrayList<>();

  /** A provider of one device, to whose library something may happen. */
  private final class Provider implements DeviceProvider {
    private final String name;
    private final boolean opens;
    private final boolean describes;

    Provider(String name, boolean opens, boolean describes) {
      this.name = name;
      this.opens = opens;
      this.describes = describes;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int preference() {
      return name.equals("good") ? 1 : 0;
    }

    @Override
    public Availability probe() {
      return new Availability.Available(List.of(described()));
    }

    private DeviceDescription described() {
      return new DeviceDescription(name, 0, "hardware", "software");
    }

    @Override
    public Device open(int index) {
      if (!opens) {
        throw new UnsatisfiedLinkError("the library of " + name);
      }
      log.add("open " + name);
      return new OpenedDevice(this);
    }
  }

  private final class OpenedDevice implements Device {
    private final Provider provider;

    OpenedDevice(Provider provider) {
      this.provider = provider;
    }

    @Override
    public DeviceDescription description() {
      if (!provider.describes) {
        throw new UnsatisfiedLinkError("the library of " + provider.name);
      }
      return provider.described();
    }

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
      log.add("close " + provider.name);
    }
  }

  private BenchDevices open(List<String> requests, Provider... providers) throws DeviceException {
    DeviceSelection selection = new DeviceSelection(List.of(providers));
    return BenchDevices.open(selection, requests, new PrintWriter(new StringWriter()));
  }

  @Test
  void anErrorWhileTheNextOneIsOpened() {
    Provider bad = new Provider("bad", false, true);
    assertThatThrownBy(() -> open(List.of("good", "bad"), new Provider("good", true, true), bad))
        .isInstanceOf(UnsatisfiedLinkError.class);
    assertThat(log).containsExactly("open good", "close good");
  }

  @Test
  void anErrorOnceAllAreOpen() {
    Provider preferred = new Provider("good", true, false);
    assertThatThrownBy(
            () -> open(List.of("other", "auto"), preferred, new Provider("other", true, true)))
        .isInstanceOf(UnsatisfiedLinkError.class);
    assertThat(log)
        .containsExactlyInAnyOrder("open good", "open other", "close good", "close other");
  }
}
