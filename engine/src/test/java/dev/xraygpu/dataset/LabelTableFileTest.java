package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.failure.OpenFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"504b030414000600", "d0cf11e0a1b11ae1"})
  void workbooksAreCalledSo(String start) throws IOException {
    byte[] bytes = Arrays.copyOf(HexFormat.of().parseHex(start), 600);
    Path file = Files.write(folder.resolve("Normal.metadata.xlsx"), bytes);
    assertThatThrownBy(() -> rows(file, 600))
        .satisfies(
            e ->
                assertThat(new LabelTableFile(file).problem((Exception) e))
                    .isEqualTo("is an Excel workbook or an archive: save it as CSV in UTF-8"));
  }

  @Test
  @EnabledOnOs(OS.LINUX) // which lists a process's open files
  void whatCannotBeReadDoesNotStayOpen() throws IOException {
    Path latin = Files.write(folder.resolve("latin.csv"), new byte[] {(byte) 0xe4, ',', 'A'});
    Path packed = Files.write(folder.resolve("torn.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 1});
    for (Path file : new Path[] {latin, packed}) {
      assertThatThrownBy(() -> rows(file, 600)).isInstanceOf(IOException.class);
    }
    assertThat(OpenFiles.below(folder)).isEmpty();
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
