package dev.xraygpu.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.ScanOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputNamesTest {
  @TempDir Path folder;
  private Path images = Path.of("unset");

  @BeforeEach
  void makeFolder() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
  }

  private List<String> names(List<String> files, List<String> classes) throws IOException {
    StringBuilder table = new StringBuilder("path,label\n");
    for (int i = 0; i < files.size(); i++) {
      Files.write(images.resolve(files.get(i)), new byte[1]);
      table.append(files.get(i)).append(',').append(classes.get(i)).append('\n');
    }
    Path labels = Files.writeString(folder.resolve("labels.csv"), table);
    Dataset dataset = DatasetScanner.scan(images, ScanOptions.DEFAULT.withLabels(labels));
    OutputNames names = new OutputNames(dataset, ".png");
    return dataset.samples().stream().map(sample -> names.of(sample, 0)).toList();
  }

  @Test
  void aClassIsAFolder() throws Exception {
    assertThat(names(List.of("a.png", "b.jpg"), List.of("no finding", "effusion")))
        .containsExactly("all/no finding/a.png", "all/effusion/b.png");
  }

  @Test
  void theClassIsTheFirstFolderOfASplit() throws Exception {
    assertThat(namesByFolders("01-train/NORMAL/a.png", "01-train/x/b.png", "test_set/x/y/c.png"))
        .containsExactly("train/NORMAL/a.png", "train/x/b.png", "test/x/y/c.png");
  }

  @Test
  void foldersAroundClassesThatSayNothingAreLeftOut() throws Exception {
    assertThat(namesByFolders("set/data/A/a.png", "set/data/B/b.png"))
        .containsExactly("all/A/a.png", "all/B/b.png");
  }

  @Test
  void namesThatFoldersAroundTheClassToldApartStayApart() throws Exception {
    assertThat(namesByFolders("train/train/A/a.png", "train/A/a.png", "train/B/a.png"))
        .hasSize(3)
        .doesNotHaveDuplicates()
        .contains("train/B/a.png")
        .allMatch(name -> name.matches("train/[AB]/a[^/]*\\.png"));
  }

  private List<String> namesByFolders(String... files) throws IOException {
    for (String file : files) {
      Path path = images.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, new byte[1]);
    }
    Dataset dataset = DatasetScanner.scan(images, ScanOptions.DEFAULT);
    OutputNames names = new OutputNames(dataset, ".png");
    return dataset.samples().stream().map(sample -> names.of(sample, 0)).toList();
  }

  @Test
  void filesThatDifferInTheirExtensionOrCaseKeepIt() throws Exception {
    assertThat(
            names(
                List.of("a.jpg", "a.png", "b.png", "c.jpg", "C.png"),
                List.of("x", "x", "x", "x", "x")))
        .containsExactlyInAnyOrder(
            "all/x/a.jpg.png",
            "all/x/a.png.png",
            "all/x/b.png",
            "all/x/c.jpg.png",
            "all/x/C.png.png");
  }

  @Test
  void noClassLeadsOutOfTheFolder() throws Exception {
    assertThat(names(List.of("a.png", "b.png", "c.png"), List.of("..", "../../x", "a\\b")))
        .allMatch(name -> name.matches("all/[^/\\\\]+-[0-9a-f]{8}/[abc]\\.png"))
        .noneMatch(name -> name.contains("/../"));
  }

  @Test
  void aClassLongerThanANameMayBeIsCutAndStaysOneFolder() throws Exception {
    String longClass = "Entzündung 🫁 ".repeat(20);
    List<String> names =
        names(
            List.of("a.png", "b.png", "c.png"),
            List.of(longClass + 1, longClass + 2, longClass + 1));
    List<String> folders = names.stream().map(name -> name.split("/")[1]).toList();
    assertThat(folders.get(0)).isEqualTo(folders.get(2)).isNotEqualTo(folders.get(1));
    assertThat(folders)
        .allSatisfy(
            name -> {
              byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
              assertThat(bytes).hasSizeBetween(252, 255);
              assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(name);
            });
  }
}
