package dev.xraygpu.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RobustScaleTest {
  @Test
  void medianAndMedianAbsoluteDeviation() {
    // NumPy: median 3.5, 1.4826 * median(abs(x - 3.5)) = 2.9652
    RobustScale scale = RobustScale.of(new double[] {1, 2, 2, 3, 4, 7, 9, 30});
    assertThat(scale.median()).isEqualTo(3.5);
    assertThat(scale.deviation()).isCloseTo(2.9652, within(1e-12));
    assertThat(scale.score(30)).isCloseTo(26.5 / 2.9652, within(1e-12));
  }

  @Test
  void oneAmongEqualsStandsOut() {
    double[] values = new double[100];
    values[99] = 7;
    RobustScale scale = RobustScale.of(values);
    assertThat(scale.deviation()).isCloseTo(1.2533 * 0.07, within(1e-12));
    assertThat(scale.score(7)).isGreaterThan(70);
    assertThat(scale.score(0)).isZero();
  }

  @Test
  void amongEqualsNothingStandsOut() {
    RobustScale scale = RobustScale.of(new double[] {5, 5, 5});
    assertThat(scale.score(5)).isZero();
  }
}
