package dev.xraygpu.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EffectSizeTest {
  /**
   * Computed in Python: the pairs counted one by one, the empirical distributions compared at every
   * value, the Mann-Whitney variance with its correction for ties, {@code math.erfc}.
   */
  @Test
  void agreesWithTheDefinitions() {
    float[] a = {0, 0, 0, 0, 1, 3, 3, 4, 4, 5, 6, 6, 7, 8, 9, 9, 11};
    float[] b = {3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 8, 8, 10, 10, 10, 10, 11, 12, 12, 13, 13, 14, 14};
    EffectSize effect = EffectSize.of(a, b);
    assertThat(effect.delta()).isCloseTo(-0.5370843989769821, within(1e-12));
    assertThat(effect.distance()).isCloseTo(0.4194373401534527, within(1e-12));
    assertThat(effect.significance()).isCloseTo(0.003948580533473032, within(1e-8));
    assertThat(effect.magnitude()).isEqualTo("large");
    EffectSize reversed = EffectSize.of(b, a);
    assertThat(reversed.delta()).isCloseTo(-effect.delta(), within(1e-12));
    assertThat(reversed.auc()).isCloseTo(effect.auc(), within(1e-12));
  }

  @Test
  void groupsThatDoNotOverlapAreToldApartPerfectly() {
    EffectSize effect = EffectSize.of(new float[] {5, 6, 7}, new float[] {1, 2, 3, 4});
    assertThat(effect.delta()).isEqualTo(1);
    assertThat(effect.auc()).isEqualTo(1);
    assertThat(effect.balancedAccuracy()).isEqualTo(1);
  }

  @Test
  void equalGroupsAreNotToldApart() {
    EffectSize effect = EffectSize.of(new float[] {8, 8, 8}, new float[] {8, 8});
    assertThat(effect.delta()).isZero();
    assertThat(effect.distance()).isZero();
    assertThat(effect.significance()).isEqualTo(1);
    assertThat(effect.magnitude()).isEqualTo("negligible");
  }
}
