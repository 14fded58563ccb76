package dev.xraygpu.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which samples a contact sheet shows. */
class EvenChoiceTest {
  private final List<Sample> samples = new ArrayList<>();

  private void add(Split split, String label, int count) {
    for (int i = 0; i < count; i++) {
      int ordinal = samples.size();
      samples.add(new Sample(ordinal, label + ordinal + ".png", split, label, ""));
    }
  }

  @Test
  void everyClassHasItsShareAndWhatSmallOnesLeaveOverGoesToTheOthers() {
    add(Split.TRAIN, "A", 1000);
    add(Split.TRAIN, "B", 3);
    add(Split.TEST, "A", 100);
    List<Sample> chosen = EvenChoice.of(samples, 31);
    assertThat(chosen)
        .hasSize(31)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(EvenChoice.byClass());
    assertThat(
            chosen.stream()
                .map(sample -> sample.split() + sample.label())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
        .containsEntry(Split.TRAIN + "A", 14L)
        .containsEntry(Split.TRAIN + "B", 3L)
        .containsEntry(Split.TEST + "A", 14L);
    assertThat(EvenChoice.of(samples, 31)).isEqualTo(chosen);
    // From the first to the last part of a class, not its beginning.
    assertThat(chosen.get(13).ordinal()).isBetween(900, 1000);
  }

  @Test
  void fewSamplesAreAllThere() {
    add(Split.ALL, "", 5);
    assertThat(EvenChoice.of(samples, 48)).isEqualTo(samples);
    assertThat(EvenChoice.of(samples, 1)).hasSize(1);
  }

  @Test
  void moreClassesThanRoomIsNoError() {
    for (int i = 0; i < 10; i++) {
      add(Split.TRAIN, "class" + i, 2);
    }
    assertThat(EvenChoice.of(samples, 4)).hasSize(4).doesNotHaveDuplicates();
  }
}
