package dev.xraygpu.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.denoise.DenoiseGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberBesideLimitTest {
  @ParameterizedTest
  @CsvSource({
    "0.3499, 0.35, 2, 0.34", // nearest would be 0.35
    "0.3449, 0.35, 2, 0.34",
    "0.3501, 0.35, 2, 0.36",
    "0.29, 0.35, 2, 0.29",
    "40.2, 40, 0, 41",
    "40.6, 40, 0, 41",
    "39.9, 40, 0, 39",
    "40, 40, 0, 40",
    "5.04, 5.0, 1, 5.1",
    "5.003, 5.003, 1, 5.003",
    "-0.004, 0, 2, -0.01",
    "1e10, 5, 1, 10000000000.0",
  })
  void staysOnItsSide(double number, double limit, int digits, String text) {
    assertThat(NumberBesideLimit.text(number, limit, digits)).isEqualTo(text);
  }

  @Test
  void denoisingThatTakesTooMuchSaysMoreThanTheLimit() {
    assertThat(new DenoiseGuard.Measurement(0.4021, 0.5, 3, 9).words())
        .startsWith("41 % of the structure on edges (limit 40 %)");
    assertThat(new DenoiseGuard.Measurement(0.3979, 0.5, 3, 9).words())
        .startsWith("39 % of the structure on edges (limit 40 %)");
    assertThat(new DenoiseGuard.Measurement(0.4, 0.5, 3, 9).words())
        .startsWith("40 % of the structure on edges (limit 40 %)");
  }
}
