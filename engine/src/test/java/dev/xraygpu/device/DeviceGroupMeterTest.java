package dev.xraygpu.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.DeviceMeter.CopyRates;
import dev.xraygpu.device.DeviceMeter.Energy;
import dev.xraygpu.device.DeviceMeter.MemoryUse;
import dev.xraygpu.device.DeviceMeter.StageRate;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Stage;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeviceGroupMeterTest {
  private record FakeMeter(double rate, Energy energy) implements DeviceMeter {
    @Override
    public List<StageTimes.StageTime> steps() {
      return List.of(new StageTimes.StageTime("upload", rate, 3));
    }

    @Override
    public List<KernelTimes.KernelTime> kernels() {
      return List.of(
          new KernelTimes.KernelTime("crop", "crop", rate, 3, new MemoryTraffic(10, 20)));
    }

    @Override
    public CopyRates measureCopies() {
      return new CopyRates(rate, 2 * rate, 3 * rate, 1000);
    }

    @Override
    public StageRate measureStages(List<Stage> stages, List<HostImage> images) {
      return new StageRate(100 * rate, images.size(), 2);
    }

    @Override
    public MemoryUse memory() {
      return new MemoryUse(5, 50, OptionalLong.of(7));
    }
  }

  @Test
  void timesAndMemoryAddUpAndRatesAreMeans() throws DeviceException {
    DeviceMeter group =
        new DeviceGroupMeter(
            List.of(
                new FakeMeter(1, new Energy.Counted(10)), new FakeMeter(3, new Energy.Counted(4))));
    assertThat(group.steps()).containsExactly(new StageTimes.StageTime("upload", 4, 6));
    assertThat(group.kernels())
        .containsExactly(
            new KernelTimes.KernelTime("crop", "crop", 4, 6, new MemoryTraffic(20, 40)));
    assertThat(group.measureCopies()).isEqualTo(new CopyRates(2, 4, 6, 1000));
    assertThat(group.measureStages(List.of(), List.of())).isEqualTo(new StageRate(400, 0, 4));
    assertThat(group.memory()).isEqualTo(new MemoryUse(10, 100, OptionalLong.of(14)));
    assertThat(group.energy()).isEqualTo(new Energy.Counted(14));
  }

  @Test
  void energyOfAllIsUnknownWhereThatOfOneIs() {
    Energy unknown = new Energy.Unknown("not this card");
    DeviceMeter group =
        new DeviceGroupMeter(
            List.of(new FakeMeter(1, new Energy.Counted(10)), new FakeMeter(1, unknown)));
    assertThat(group.energy()).isEqualTo(unknown);
  }
}
