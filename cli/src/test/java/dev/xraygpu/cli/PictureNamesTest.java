package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names of pictures, of originals whose names are at odds with some file system. */
class PictureNamesTest {
  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX) // elsewhere some of these names are one name
  void everyPictureHasANameThatAllFileSystemsTake() throws IOException {
    // In a plain C locale, Java cannot name such files.
    assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
    Path data = folder.resolve("data");
    String longest = "x".repeat(251);
    // 83 letters of three bytes each, and two of one: 251 bytes
    String longLetters = "\u80ba".repeat(83) + "ab";
    List<String> names =
        List.of(
            "A.png",
            "a.png",
            "\u00e9.png",
            "e\u0301.png",
            longest + ".png",
            longest + ".PNG",
            longLetters + ".png",
            longLetters + ".jpg");
    for (int i = 0; i < names.size(); i++) {
      PngDataset.write(data.resolve("train").resolve("NORMAL").resolve(names.get(i)), 110 + i);
    }
    Path out = folder.resolve("out");
    CommandLineRun run = CommandLineRun.preprocess(data, out, "--format", "png");
    assertThat(run.exitCode()).as(run.err()).isZero();
    try (Stream<Path> pictures = Files.list(out.resolve("train").resolve("NORMAL"))) {
      List<String> written = pictures.map(file -> file.getFileName().toString()).toList();
      assertThat(written)
          .hasSize(names.size())
          .allSatisfy(
              name ->
                  assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255));
      assertThat(written)
          .extracting(
              name -> Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
          .doesNotHaveDuplicates();
      String manifest = Files.readString(out.resolve("manifest.csv"));
      assertThat(written)
          .allSatisfy(name -> assertThat(manifest).contains(",train/NORMAL/" + name));
    }
  }
}
