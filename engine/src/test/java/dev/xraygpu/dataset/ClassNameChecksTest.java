package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassNameChecksTest {
  @TempDir Path folder;

  private Dataset table(String rows) throws IOException {
    FileTreeFixture tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
    tree.with("a.png", "b.png", "c.png", "d.png");
    return tree.scanWithLabels(
        Files.writeString(folder.resolve("t.csv"), "path,label\n" + rows.replace(";", "\n")));
  }

  private static List<String> messages(Dataset dataset) {
    List<Finding> findings = ClassNameChecks.check(dataset);
    assertThat(findings)
        .allSatisfy(finding -> assertThat(finding.code()).isEqualTo(FindingCode.CLASS_NAMES_ALIKE))
        .allSatisfy(finding -> assertThat(finding.path()).isEmpty());
    return findings.stream().map(Finding::message).toList();
  }

  @Test
  void namesOfATable() throws IOException {
    Dataset dataset = table("a.png,normal;b.png,Normal;c.png,Normal;d.png,No_rmal");
    assertThat(messages(dataset))
        .containsExactly(
            "the classes 'No_rmal' (1 image), 'Normal' (2 images), 'normal' (1 image) differ only in"
                + " case, blanks or encoding, and count as 3 classes");
    assertThat(dataset.classes()).containsExactly("No_rmal", "Normal", "normal");
  }

  @Test
  void lettersThatLookTheSame() throws IOException {
    // A letter with its accent, and one followed by its accent.
    assertThat(messages(table("a.png,Pleurae\u0301;b.png,Pleura\u00e9;c.png,Pleura\u00e8")))
        .singleElement()
        .asString()
        .contains("count as 2 classes");
  }

  @Test
  void namesThatDiffer() throws IOException {
    assertThat(messages(table("a.png,grade 1-2;b.png,grade 12;c.png,grade 1;d.png,grade-x")))
        .isEmpty();
  }

  @Test
  void aSignIsNoBlank() throws IOException {
    assertThat(messages(table("a.png,-1;b.png,0;c.png,1;d.png,edema -1;e.png,edema 1"))).isEmpty();
  }

  @Test
  void foldersWithABlankAtTheEnd() throws IOException {
    FileTreeFixture tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
    tree.with("train/NORMAL/a.png", "train/NORMAL /b.png", "test/NORMAL/c.png", "test/TB/d.png");
    assertThat(messages(tree.scan()))
        .singleElement()
        .asString()
        .startsWith("the classes 'NORMAL' (2 images), 'NORMAL ' (1 image) differ only in case");
  }

  @Test
  void columnsOfSeveralClasses() throws IOException {
    FileTreeFixture tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
    tree.with("a.png", "b.png");
    Path table =
        Files.writeString(
            folder.resolve("t.csv"), "path,label:Edema,label:EDEMA\na.png,1,0\nb.png,,1\n");
    assertThat(messages(tree.scanWithLabels(table)))
        .containsExactly(
            "the classes 'Edema' (1 image), 'EDEMA' (1 image) differ only in case, blanks or"
                + " encoding, and count as 2 classes");
  }
}
