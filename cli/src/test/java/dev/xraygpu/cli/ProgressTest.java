package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.pass.RunListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ResourceLock(Resources.SYSTEM_ERR)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ProgressTest {
  @ParameterizedTest
  @CsvSource({"40,39", "80,79", "101,100", "300,100", "3,20", "0,100"})
  void aBarStaysInItsLine(String columns, int longest) {
    assertThat(bars(columns))
        .isNotEmpty()
        .allSatisfy(
            bar -> assertThat(bar).startsWith("Processing").hasSizeLessThanOrEqualTo(longest));
  }

  @Test
  void aTerminalThatDoesNotTellItsColumnsHasTheUsualBar() {
    assertThat(bars("")).isNotEmpty().allSatisfy(bar -> assertThat(bar).hasSize(100));
  }

  private static List<String> bars(String columns) {
    PrintStream before = System.err;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
    System.setProperty("xraygpu.terminal", "true");
    System.setProperty("xraygpu.columns", columns);
    try {
      Progress progress =
          new Progress(new PrintWriter(shown, true, StandardCharsets.UTF_8), () -> {});
      progress.begin(RunListener.Phase.PASS, 120);
      progress.advance(60);
      progress.end(RunListener.Phase.PASS);
    } finally {
      System.setErr(before);
      System.clearProperty("xraygpu.terminal");
      System.clearProperty("xraygpu.columns");
    }
    return Arrays.stream(shown.toString(StandardCharsets.UTF_8).split("[\r\n]+"))
        .filter(line -> line.contains("%"))
        .toList();
  }
}
