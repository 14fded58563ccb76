package dev.xraygpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.distribution.ImageMeasures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternFileTest {
  private static final int SAMPLES = 3000;

  @TempDir Path folder;

  // Some samples have none, and so have all of a stretch longer than what is held in memory.
  private static boolean has(int ordinal) {
    return ordinal % 7 != 3 && (ordinal < 900 || ordinal > 1800);
  }

  private static byte[] pattern(int ordinal) {
    byte[] pattern = new byte[ImageMeasures.PATTERN_VALUES];
    new Random(ordinal).nextBytes(pattern);
    return pattern;
  }

  @Test
  void patternsComeBackAsOftenAsTheyAreAskedForAndTheFileGoes() throws IOException {
    try (PatternFile file = new PatternFile(folder)) {
      for (int i = 0; i < SAMPLES; i++) {
        if (has(i)) {
          file.add(i, pattern(i));
        }
      }
      file.finish();
      byte[] read = new byte[ImageMeasures.PATTERN_VALUES];
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < SAMPLES; i++) {
          assertThat(file.read(i, read)).isEqualTo(has(i));
          if (has(i)) {
            assertThat(read).isEqualTo(pattern(i));
          }
        }
      }
    }
    assertThat(folder).isEmptyDirectory();
  }
}
