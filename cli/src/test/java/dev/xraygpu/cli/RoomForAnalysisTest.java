package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pass.RunListener.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomForAnalysisTest {
  private final List<String> heard = new ArrayList<>();

  private final RunListener progress =
      new RunListener() {
        @Override
        public void note(String line) {
          heard.add(line);
        }

        @Override
        public void begin(Phase phase, long steps) {
          heard.add(phase + " of " + steps);
        }

        @Override
        public void advance(long steps) {
          heard.add("+" + steps);
        }

        @Override
        public void end(Phase phase) {
          heard.add(phase + " ends");
        }
      };

  private void run(long images) {
    RunListener listener = new RoomForAnalysis(progress, () -> heard.add("collected"));
    listener.note("a note");
    for (Phase phase : List.of(Phase.PASS, Phase.COMPARE)) {
      listener.begin(phase, images);
      listener.advance(images);
      listener.end(phase);
    }
  }

  @Test
  void everythingIsCollectedBehindThePassOverALargeDataset() {
    run(20_000);

    assertThat(heard)
        .containsExactly(
            "a note",
            "PASS of 20000",
            "+20000",
            "PASS ends",
            "collected",
            "COMPARE of 20000",
            "+20000",
            "COMPARE ends");
  }

  @Test
  void aSmallDatasetIsNotWorthIt() {
    run(19_999);

    assertThat(heard).contains("PASS ends", "COMPARE ends").doesNotContain("collected");
  }
}
