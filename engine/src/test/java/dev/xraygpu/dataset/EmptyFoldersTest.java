package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of folders that hold no file. */
class EmptyFoldersTest {
  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  @Test
  void emptyFoldersOfClassesAndSplitsAreMentioned() throws IOException {
    tree.with("train/A/1.png", "test/A/2.png", "train/B/.DS_Store", "notes/list.txt");
    for (String empty : List.of("test/B/x/y", "test/A/later", "val", "more/of/it")) {
      Files.createDirectories(tree.root().resolve(empty));
    }
    Dataset dataset = tree.scan();
    assertThat(dataset.classes()).containsExactly("A");
    assertThat(dataset.labelNotice())
        .isEqualTo("test/B, train/B, val are empty folders: see whether images are missing");
  }

  @Test
  void emptyFoldersOfPatientsDoNotHideThatOfAClass() throws IOException {
    tree.with("train/A/1.png", "train/B/2.png");
    for (int i = 1; i <= 1001; i++) {
      Files.createDirectories(tree.root().resolve("train/A/patient" + i + "/study1"));
    }
    Files.createDirectory(tree.root().resolve("train/C"));
    assertThat(tree.scan().labelNotice())
        .isEqualTo("train/C is an empty folder: see whether images are missing");
  }

  @Test
  void anEmptyFolderOfAClassWithoutSplitsIsMentioned() throws IOException {
    tree.with("A/1.png", "B/2.png");
    Files.createDirectory(tree.root().resolve("C"));
    assertThat(tree.scan().labelNotice())
        .isEqualTo("C is an empty folder: see whether images are missing");
  }
}
