package dev.xraygpu.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class YamlDocumentTest {
  private static final int LARGEST = 1 << 20;

  @TempDir Path folder;

  private YamlNode read(byte[] bytes) throws IOException, YamlException {
    return YamlDocument.read(Files.write(folder.resolve("document.yaml"), bytes));
  }

  private static String value(YamlNode node) {
    return ((YamlMapping) node).get("size").map(YamlNode::shown).orElse("");
  }

  @Test
  void eachEncodingThatYamlKnows() throws IOException, YamlException {
    String text = "size: \u00e9\n";
    assertThat(value(read(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo("'\u00e9'");
    assertThat(value(read(("\ufeff" + text).getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("'\u00e9'");
    assertThat(value(read(("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE))))
        .isEqualTo("'\u00e9'");
    assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(YamlException.class)
        .hasMessage("it is no text in UTF-8");
  }

  @Test
  void aFileOfOneMebibyteIsTheLargest() throws IOException, YamlException {
    String largest = "size: 7\n#" + "x".repeat(LARGEST - 9);
    assertThat(value(read(largest.getBytes(StandardCharsets.UTF_8)))).isEqualTo("7");
    assertThatThrownBy(() -> read((largest + "x").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(YamlException.class)
        .hasMessage("it is larger than 1 MiB");
  }

  /** Its length is said to be 0. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileWithoutEndIsTooLarge() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> YamlDocument.read(Path.of("/dev/zero")))
                .isInstanceOf(YamlException.class)
                .hasMessage("it is larger than 1 MiB"));
  }

  @Test
  void aFolderIsNoDocument() {
    assertThatThrownBy(() -> YamlDocument.read(folder)).isInstanceOf(IOException.class);
  }
}
