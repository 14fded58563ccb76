package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.places;
import static dev.xraygpu.dataset.FileTreeFixture.rejections;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that say the classes, and lists that say the splits, without a label file. */
class SplitListsTest {
  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  private String list(String name, String... lines) throws IOException {
    return name + "=" + Files.write(folder.resolve(name + ".txt"), List.of(lines));
  }

  private Dataset scan(String... sources) throws IOException {
    List<SplitSource> splits = new ArrayList<>();
    for (String source : sources) {
      splits.add(SplitSource.parse(source));
    }
    return DatasetScanner.scan(
        tree.root(), ScanOptions.DEFAULT.withReading(LabelReading.USUAL.with(splits)));
  }

  @Test
  void classFolders() throws IOException {
    tree.with("NORMAL/1.png", "NORMAL/2.png", "NORMAL/3.png", "TB/4.png", "TB/5.png", "TB/6.png");
    Dataset dataset =
        scan(
            list("train", "NORMAL/1.png", "4.png", "TB/5.png"),
            list("test", "NORMAL/2.png", "6.png"));
    assertThat(places(dataset))
        .containsExactly(
            "NORMAL/1.png train NORMAL",
            "NORMAL/2.png test NORMAL",
            "NORMAL/3.png all NORMAL",
            "TB/4.png train TB",
            "TB/5.png train TB",
            "TB/6.png test TB");
    assertThat(rejections(dataset)).containsExactly("NORMAL/3.png: no-split");
    assertThat(FileTreeFixture.rejected(dataset))
        .extracting("message")
        .containsExactly("no file of --splits names this file");
    assertThat(dataset.splits()).containsExactly(Split.TRAIN, Split.TEST);
    assertThat(dataset.layout()).isEqualTo(Layout.CLASS_FOLDERS);
  }

  @Test
  void classFoldersBesideOneOfTheTest() throws IOException {
    // As TBX11K has them.
    tree.with("health/h1.png", "health/h2.png", "sick/s1.png", "tb/tb1.png", "test/test_1.png");
    Dataset dataset =
        scan(list("train", "health/h1.png", "tb/tb1.png"), list("val", "health/h2.png"));
    assertThat(places(dataset))
        .containsExactly(
            "health/h1.png train health",
            "health/h2.png val health",
            "sick/s1.png all sick",
            "tb/tb1.png train tb",
            "test/test_1.png test");
    assertThat(rejections(dataset)).containsExactly("sick/s1.png: no-split");
    assertThat(FileTreeFixture.rejected(dataset))
        .extracting("message")
        .containsExactly(
            "the file lies beside the split folders, and no file of --splits names this file");
    assertThat(dataset.classes()).containsExactly("health", "tb");
  }

  @Test
  void listsCountMoreThanFolders() throws IOException {
    tree.with("train/A/1.png", "train/A/2.png", "test/A/3.png");
    Dataset dataset = scan(list("val", "train/A/2.png"));
    assertThat(places(dataset))
        .containsExactly("test/A/3.png test A", "train/A/1.png train A", "train/A/2.png val A");
    assertThat(rejections(dataset)).isEmpty();
  }

  @Test
  void listedMaskIsAMask() throws IOException {
    tree.with("images/1.png", "images/2.png", "masks/1.png", "masks/2.png");
    Dataset dataset = scan(list("train", "images/1.png", "images/2.png", "masks/1.png"));
    assertThat(rejections(dataset))
        .containsExactly("masks/1.png: segmentation-mask", "masks/2.png: segmentation-mask");
    assertThat(dataset.splits()).containsExactly(Split.TRAIN);
  }
}
