package dev.xraygpu.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  @TempDir Path folder;

  @Test
  void cellsAreWrittenAsTheyAre() throws IOException {
    Path file = folder.resolve("x.csv");
    try (CsvTable table = CsvTable.create(file, List.of("path", "label"))) {
      table.row("=1+1.png", "-A");
      table.row(List.of("a,b\"c\nd.png", "@B"));
    }
    assertThat(Files.readString(file))
        .isEqualTo("path,label\n=1+1.png,-A\n\"a,b\"\"c\nd.png\",@B\n");
  }

  @Test
  void whatCannotBeBegunIsClosed() {
    boolean[] closed = new boolean[1];
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("no space left");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {
            closed[0] = true;
          }
        };
    assertThatThrownBy(() -> CsvTable.begin(full, List.of("path"))).hasMessage("no space left");
    assertThat(closed[0]).isTrue();
  }
}
