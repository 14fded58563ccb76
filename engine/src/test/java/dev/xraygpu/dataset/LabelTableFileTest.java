package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelTableFileTest {
  private static final int ROWS = 20_000;

  @TempDir Path folder;

  private static int rows(Path file, long maxBytes) throws IOException {
    int rows = 0;
    try (LabelTableFile.Open open = new LabelTableFile(file, maxBytes).open()) {
      for (CSVRecord row : open.records()) {
        assertThat(row.size()).isEqualTo(2);
        rows++;
      }
    }
    return rows;
  }

  @Test
  void theLimitIsOfWhatIsRead() throws IOException {
    byte[] text = "a.png,A\n".repeat(ROWS).getBytes(StandardCharsets.UTF_8);
    Path plain = Files.write(folder.resolve("plain.csv"), text);
    Path packed = folder.resolve("packed.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text);
    }
    assertThat(Files.size(packed)).isLessThan(text.length / 20);
    for (Path file : new Path[] {plain, packed}) {
      assertThat(rows(file, text.length)).isEqualTo(ROWS);
      assertThatThrownBy(() -> rows(file, text.length - 1L))
          .hasStackTraceContaining(
              "more than " + (text.length - 1) + " bytes of text: split the dataset")
          .satisfies(
              e ->
                  assertThat(new LabelTableFile(file).problem((Exception) e))
                      .contains("split the dataset"));
    }
  }
}
