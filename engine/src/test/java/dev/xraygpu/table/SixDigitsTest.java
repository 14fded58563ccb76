package dev.xraygpu.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SixDigitsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1365, 1365",
    "-3, -3",
    "0.4862716, 0.486272",
    "0.5, 0.500000",
    "1.71428571428, 1.71429",
    "999999.5, 1.00000e+06",
    "0.00012345678, 0.000123457",
    "0.000012345678, 1.23457e-05",
    "-0.25, -0.250000",
    "2e9, 2.00000e+09",
    "1.5e-120, 1.50000e-120"
  })
  void wholeNumbersAreWholeAndOthersHaveSixDigits(double value, String text) {
    assertThat(SixDigits.of(value)).isEqualTo(text);
  }

  @Test
  void whatIsNoNumberIsNothing() {
    assertThat(SixDigits.of(Double.NaN)).isEmpty();
    assertThat(SixDigits.of(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    assertThat(SixDigits.of(-0.0)).isEqualTo("0");
  }

  @Test
  void othersAreWhatTheJdkWrites() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value = Math.scalb(random.nextDouble() - 0.5, random.nextInt(60) - 30);
      if (value != Math.rint(value)) {
        assertThat(SixDigits.of(value)).isEqualTo(String.format(Locale.ROOT, "%.6g", value));
      }
    }
  }
}
