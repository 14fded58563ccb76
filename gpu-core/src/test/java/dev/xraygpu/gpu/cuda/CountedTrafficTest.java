package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The traffic that each launch states is what the kernel's loads and stores come to, counted by
 * calls that the C++ compiler puts before each of them.
 */
class CountedTrafficTest {
  private static final Path LOG = Path.of("target", "emulator", "traffic.log");

  /** Memory moves in pieces of 32 bytes, and a table or a task may end within one. */
  private static final long ROUNDING = 128;

  /** A counter or an entry of 4 bytes moves as a piece of 32. */
  private static final int PIECE_PER_ENTRY = 8;

  /** What a launch writes of counters depends on the values that occur: stated is the most. */
  private static final Set<Kernel> WRITE_BY_VALUE =
      EnumSet.of(
          Kernel.INPUT_HISTOGRAM,
          Kernel.SUMMARIZE,
          Kernel.PROCESSED_HISTOGRAM,
          Kernel.CLAHE_HISTOGRAM_16);

  /** The same of tables that are looked up. */
  private static final Set<Kernel> READ_BY_VALUE =
      EnumSet.of(Kernel.CLAHE_INTERPOLATE, Kernel.NON_LOCAL_MEANS);

  @Test
  void launchesStateWhatKernelsMove() throws IOException, InterruptedException {
    Path library =
        EmulatorProcess.libraryOrSkip(CountedTrafficTest.class, EmulatorLibrary::buildCounting);
    Process process =
        EmulatorProcess.of(CountedWorkload.class, library).redirectOutput(LOG.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    List<String> lines = Files.readAllLines(LOG);
    assertThat(lines).endsWith("done");
    Set<Kernel> seen = EnumSet.noneOf(Kernel.class);
    for (String line : lines.subList(0, lines.size() - 1)) {
      String[] words = line.split(" ");
      Kernel kernel = Kernel.valueOf(words[1].toUpperCase(java.util.Locale.ROOT));
      seen.add(kernel);
      boolean deep = words[0].startsWith("U16");
      long in = Long.parseLong(words[2]);
      long statedIn = Long.parseLong(words[4]);
      if (READ_BY_VALUE.contains(kernel) && deep) {
        assertThat(in).as(line).isBetween(statedIn / 2, PIECE_PER_ENTRY * statedIn);
      } else {
        assertThat(in).as(line).isCloseTo(statedIn, within(ROUNDING));
      }
      long out = Long.parseLong(words[3]);
      long statedOut = Long.parseLong(words[5]);
      if (WRITE_BY_VALUE.contains(kernel)) {
        assertThat(out).as(line).isBetween(1L, PIECE_PER_ENTRY * statedOut);
        if (!deep && kernel != Kernel.PROCESSED_HISTOGRAM) {
          assertThat(out).as(line).isEqualTo(statedOut); // noise holds every value of 8 bit
        }
      } else {
        assertThat(out).as(line).isCloseTo(statedOut, within(ROUNDING));
      }
    }
    assertThat(seen)
        .as("only the thumbnail's kernel is no part of a lane")
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Kernel.THUMBNAIL)));
  }
}
