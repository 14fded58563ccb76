package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.places;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of discs and exports that have a DICOMDIR are no classes. */
class DicomMediumTest {
  private static final String NOTICE =
      "no image has a class, as the folders are those of a DICOM medium, which its DICOMDIR lists:"
          + " give a table as --labels";

  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  /** Referenced File IDs as they stand in a directory, padded to an even length. */
  private static String directory(String... ids) {
    StringBuilder content = new StringBuilder("\0".repeat(128) + "DICM");
    for (String id : ids) {
      String even = id.length() % 2 == 0 ? id : id + " ";
      content.append("\4\0\0\25CS").append((char) even.length()).append('\0').append(even);
    }
    return content.toString();
  }

  @Test
  void foldersOfAMediumAreNoClasses() throws IOException {
    Dataset dataset =
        tree.with("A0001/B1/C1", "A0002/B1/C1", "VIEWER/logo.png")
            .write("DICOMDIR", directory("A0009\\B1\\C1", "A0002\\B1\\C1"))
            .scan();
    assertThat(dataset.layout()).isEqualTo(Layout.FLAT);
    assertThat(dataset.classes()).isEmpty();
    assertThat(dataset.labelNotice()).isEqualTo(NOTICE);
    assertThat(places(dataset)).contains("A0001/B1/C1 all", "VIEWER/logo.png all");
  }

  @Test
  void namesInLowerCaseAndInAFolderOfTheirOwn() throws IOException {
    Dataset dataset =
        tree.with("disc/a0001/b1/c1", "disc/a0002/b1/c1")
            .write("disc/dicomdir", directory("A0001\\B1\\C1"))
            .scan();
    assertThat(dataset.classes()).isEmpty();
    assertThat(dataset.labelNotice()).isEqualTo(NOTICE);
  }

  @Test
  void aDirectoryOfFilesThatWereMovedSaysNothing() throws IOException {
    Dataset dataset =
        tree.with("NORMAL/C1", "PNEUMONIA/C2")
            .write("DICOMDIR", directory("A0001\\B1\\C1", "A0002\\B1\\C2", "NORMAL"))
            .scan();
    assertThat(dataset.classes()).containsExactly("NORMAL", "PNEUMONIA");
  }

  @Test
  void splitFoldersStaySplitsAndClasses() throws IOException {
    Dataset dataset =
        tree.with("train/A/1", "test/A/1").write("DICOMDIR", directory("TRAIN\\A\\1")).scan();
    assertThat(dataset.layout()).isEqualTo(Layout.SPLIT_FOLDERS);
    assertThat(dataset.classes()).containsExactly("A");
  }

  @Test
  void aDamagedDirectoryIsNone() throws IOException {
    for (String end : new String[] {"\4\0\0\25CS", "\4\0\0\25CS\40", "\4\0\0\25CS\40\0A/1", ""}) {
      Dataset dataset = tree.with("A/1", "B/2").write("DICOMDIR", end).scan();
      assertThat(dataset.classes()).as("%d bytes", end.length()).containsExactly("A", "B");
    }
    Files.write(tree.root().resolve("DICOMDIR"), "\4\0".getBytes(StandardCharsets.US_ASCII));
    assertThat(tree.scan().classes()).containsExactly("A", "B");
  }
}
