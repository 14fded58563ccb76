package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.paths;
import static dev.xraygpu.dataset.FileTreeFixture.rejections;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedCopiesTest {
  private static final String[] DATASET = {
    "test/NORMAL/1.png", "train/NORMAL/2.png", "train/PNEUMONIA/3.png", "val/PNEUMONIA/4.png"
  };

  @TempDir Path root;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeTree() {
    tree = FileTreeFixture.in(root);
  }

  private void dataset(String prefix) throws IOException {
    for (String path : DATASET) {
      tree.with(prefix + path);
    }
  }

  @Test
  void copyIsOneFindingAndNotRead() throws IOException {
    dataset("");
    dataset("chest_xray/");
    tree.with("__MACOSX/train/NORMAL/._2.png", "chest_xray/train/.DS_Store");
    Dataset dataset = tree.scan();
    assertThat(paths(dataset)).containsExactly(DATASET);
    assertThat(rejections(dataset)).isEmpty();
    assertThat(dataset.findings())
        .containsExactly(
            Finding.of(
                "",
                FindingCode.NESTED_COPY,
                "chest_xray repeats the dataset: each of its 4 files has the same path and length"
                    + " as one outside of it; not read"));
  }

  @Test
  void copyInADatasetInASubfolder() throws IOException {
    dataset("chest_xray/");
    dataset("chest_xray/chest_xray/");
    Dataset dataset = tree.scan();
    assertThat(dataset.samples()).hasSize(4);
    assertThat(dataset.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.DATASET_IN_SUBFOLDER, FindingCode.NESTED_COPY);
  }

  @Test
  void copyWithinACopyAndDeeperFolders() throws IOException {
    dataset("");
    dataset("chest_xray/");
    dataset("chest_xray/chest_xray/");
    dataset("chest_xray/old/backup/");
    dataset("archive/2019/");
    Dataset dataset = tree.scan();
    assertThat(paths(dataset)).containsExactly(DATASET);
    assertThat(dataset.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.NESTED_COPY, FindingCode.NESTED_COPY);
  }

  @Test
  void otherLengthIsNoCopy() throws IOException {
    dataset("");
    dataset("chest_xray/");
    tree.write("chest_xray/train/NORMAL/2.png", "changed");
    Dataset dataset = tree.scan();
    assertThat(dataset.findings()).isEmpty();
    assertThat(dataset.samples()).hasSize(8);
    assertThat(rejections(dataset))
        .containsExactly(
            "chest_xray/test/NORMAL/1.png: no-split",
            "chest_xray/train/NORMAL/2.png: no-split",
            "chest_xray/train/PNEUMONIA/3.png: no-split",
            "chest_xray/val/PNEUMONIA/4.png: no-split");
  }

  @Test
  void otherContentOfTheSameLengthIsNoCopy() throws IOException {
    dataset("");
    for (String path : DATASET) {
      tree.write("processed/" + path, "other");
    }
    Dataset dataset = tree.scan();
    assertThat(dataset.findings()).isEmpty();
    assertThat(rejections(dataset)).hasSize(4);
  }

  @Test
  void anExtraFileIsNoCopy() throws IOException {
    dataset("");
    dataset("chest_xray/");
    tree.with("chest_xray/train/NORMAL/5.png");
    Dataset dataset = tree.scan();
    assertThat(dataset.findings()).isEmpty();
    assertThat(rejections(dataset)).hasSize(5);
  }

  @Test
  void copyOfClassFolders() throws IOException {
    tree.with("NORMAL/1.png", "PNEUMONIA/2.png", "set/NORMAL/1.png", "set/PNEUMONIA/2.png");
    Dataset dataset = tree.scan();
    assertThat(dataset.classes()).containsExactly("NORMAL", "PNEUMONIA");
    assertThat(dataset.samples()).hasSize(2);
    assertThat(dataset.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.NESTED_COPY);
  }

  @Test
  void sameNamesInTwoClassesAreNoCopy() throws IOException {
    Dataset dataset = tree.with("A/1.png", "B/1.png", "1.png").scan();
    assertThat(dataset.samples()).hasSize(3);
    assertThat(dataset.findings()).isEmpty();
  }

  @Test
  void copyBesideALabelFile(@TempDir Path other) throws IOException {
    dataset("");
    dataset("chest_xray/");
    Path labels = other.resolve("labels.csv");
    Files.writeString(labels, "path,label\n" + String.join(",x\n", DATASET) + ",x\n");
    Dataset dataset = tree.scanWithLabels(labels);
    assertThat(paths(dataset)).containsExactly(DATASET);
    assertThat(dataset.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.NESTED_COPY);

    Files.writeString(labels, "path,label\nchest_xray/" + DATASET[0] + ",x\n");
    assertThat(tree.scanWithLabels(labels).samples()).hasSize(8);
  }
}
