package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
  @ParameterizedTest
  @CsvSource({
    "train,TRAIN",
    "Training,TRAIN",
    "TRN,TRAIN",
    "val,VAL",
    "valid,VAL",
    "Validation,VAL",
    "dev,VAL",
    "test,TEST",
    "TESTING,TEST",
    "tst,TEST"
  })
  void usualNames(String name, Split split) {
    assertThat(Split.of(name)).contains(split);
  }

  @Test
  void otherNamesAreNoSplit() {
    assertThat(Split.of("all")).isEmpty();
    assertThat(Split.of("trains")).isEmpty();
    assertThat(Split.of("")).isEmpty();
  }

  @Test
  void directories() {
    assertThat(Split.values())
        .extracting(Split::directory)
        .containsExactly("train", "val", "test", "all");
  }
}
