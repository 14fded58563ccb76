package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.quality.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Second label files of another form than the dataset's own labels. */
class LabelComparisonTest {
  private static final LabelReading BARS =
      LabelReading.USUAL.with(new LabelSeparator(LabelSeparator.Kind.GIVEN, "|"));

  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  private List<String> compare(Dataset dataset, String second, LabelReading reading)
      throws IOException {
    Path file = Files.writeString(folder.resolve("second.csv"), second);
    return LabelComparison.compare(dataset, tree.root(), file, reading).stream()
        .map(LabelComparisonTest::line)
        .toList();
  }

  private static String line(Finding finding) {
    return finding.path() + " " + finding.message();
  }

  private Dataset scan(String labels, LabelReading reading) throws IOException {
    Path file = Files.writeString(folder.resolve("labels.csv"), labels);
    return DatasetScanner.scan(
        tree.root(), ScanOptions.DEFAULT.withLabels(file).withReading(reading));
  }

  @Test
  void foldersOfClassesWithATableThatJoinsThem() throws IOException {
    tree.with("Edema/1.png", "Edema/2.png", "Mass/3.png", "Edema_Mass/4.png");
    Dataset dataset = DatasetScanner.scan(tree.root(), ScanOptions.DEFAULT);
    assertThat(
            compare(
                dataset,
                "Image Index,Finding Labels\n1.png,Edema\n2.png,Edema|Mass\n3.png,Edema\n4.png,\n",
                LabelReading.USUAL))
        .containsExactly(
            "Edema/2.png label Edema, but Edema|Mass in line 3 of second.csv",
            "Mass/3.png label Mass, but Edema in line 4 of second.csv");
    assertThatThrownBy(() -> compare(dataset, "path,label:A\n1.png,1\n", LabelReading.USUAL))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("has a column for each class, and the dataset one class for each");
  }

  /** A separator is for the file that joins; that one is the first. */
  @Test
  void joinedCellsWithAColumnForEachClass() throws IOException {
    tree.with("1.png", "2.png");
    String columns = "path,label:Edema,label:Mass\n1.png,1,0\n2.png,1,0\n";
    String joined = "path,label\n1.png,Edema\n2.png,Edema|Mass\n";
    assertThat(compare(scan(joined, BARS), columns, BARS))
        .containsExactly("2.png Mass, but not so in line 3 of second.csv");
    Dataset several = scan(columns, LabelReading.USUAL);
    assertThatThrownBy(() -> compare(several, joined, LabelReading.USUAL))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("give it as --labels with --label-separator");
  }
}
