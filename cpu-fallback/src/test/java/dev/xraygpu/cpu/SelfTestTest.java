package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.selftest.Check;
import dev.xraygpu.selftest.CheckResult;
import dev.xraygpu.selftest.DeviceExpectation;
import dev.xraygpu.selftest.Expectation;
import dev.xraygpu.selftest.IndependentArithmetic;
import dev.xraygpu.selftest.SelfTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelfTestTest {
  @Test
  void theCpuDeviceEqualsIndependentArithmetic() throws DeviceException {
    try (Device cpu = new CpuDeviceProvider().open(0)) {
      SelfTest test = new SelfTest(cpu, new IndependentArithmetic());
      for (Check check : Check.values()) {
        CheckResult result = test.run(check, PixelType.U8).orElseThrow();
        assertThat(result.passed()).as("%s", result).isTrue();
        assertThat(result.images()).isEqualTo(10);
        if (check != Check.BILATERAL) {
          assertThat(result.differing()).isZero();
        }
      }
      assertThat(test.run(Check.MEDIAN_5, PixelType.U16).orElseThrow().passed()).isTrue();
      assertThat(test.run(Check.CLAHE, PixelType.U16)).isEmpty();
    }
  }

  @Test
  void anotherDeviceIsComparedWithTheCpu() throws DeviceException {
    try (Device cpu = new CpuDeviceProvider().open(0)) {
      CheckResult result =
          new SelfTest(cpu, new DeviceExpectation(cpu))
              .run(Check.TUTORIAL, PixelType.U16)
              .orElseThrow();
      assertThat(result.passed()).isTrue();
      assertThat(result.differing()).isZero();
    }
  }

  @Test
  void onePixelThatIsWrongFails() throws DeviceException {
    Expectation wrong =
        new Expectation() {
          @Override
          public String name() {
            return "something else";
          }

          @Override
          public Optional<HostImage> of(Check check, HostImage image) {
            HostImage other = image.copy();
            if (image.pixelCount() == 1) {
              other.pixels().put(0, (byte) (image.get(0, 0) + 3));
            }
            return Optional.of(other);
          }
        };
    try (Device cpu = new CpuDeviceProvider().open(0)) {
      CheckResult result =
          new SelfTest(cpu, wrong).run(Check.UNCHANGED, PixelType.U8).orElseThrow();
      assertThat(result.passed()).isFalse();
      assertThat(result.differing()).isEqualTo(1);
      assertThat(result.largest()).isEqualTo(3);
      assertThat(result.problem()).isEmpty();
    }
  }

  @Test
  void aDeviceThatFailsIsAProblem() throws DeviceException {
    try (Device cpu = new CpuDeviceProvider().open(0)) {
      CheckResult result =
          new SelfTest(new FaultyDevice(cpu, 4), new DeviceExpectation(cpu))
              .run(Check.MEDIAN_3, PixelType.U8)
              .orElseThrow();
      assertThat(result.passed()).isFalse();
      assertThat(result.problem()).isPresent();
    }
  }
}
