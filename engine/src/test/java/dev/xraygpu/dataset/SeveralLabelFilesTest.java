package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.places;
import static dev.xraygpu.dataset.FileTreeFixture.rejected;
import static dev.xraygpu.dataset.FileTreeFixture.rejections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.quality.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets with a table of labels for each split. */
class SeveralLabelFilesTest {
  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
    tree.with("train/1.png", "train/2.png", "test/3.png", "README.md");
  }

  private Dataset scan(LabelReading reading, String... tables) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String table : tables) {
      files.add(Files.writeString(folder.resolve("table" + (files.size() + 1) + ".csv"), table));
    }
    return DatasetScanner.scan(
        tree.root(),
        ScanOptions.DEFAULT.withLabels(files.toArray(Path[]::new)).withReading(reading));
  }

  private Dataset scan(String... tables) throws IOException {
    return scan(LabelReading.USUAL, tables);
  }

  @Test
  void oneClassForEachImage() throws IOException {
    Dataset dataset =
        scan("path,label\ntrain/1.png,B\ntrain/2.png,A\n", "label,note,path\nC,x,test/3.png\n");

    assertThat(places(dataset))
        .containsExactly(
            "README.md all", "test/3.png test C", "train/1.png train B", "train/2.png train A");
    assertThat(dataset.classes()).containsExactly("A", "B", "C");
    assertThat(rejected(dataset))
        .extracting(Finding::message)
        .containsExactly("the label files have no row for this file");
  }

  // The table of the readers has a column that the other lacks, names one otherwise and has them in
  // another order, as those of VinDr-CXR.
  @Test
  void columnsOfClassesAreFoundByTheirNames() throws IOException {
    String train =
        """
        image_id,rad_id,Edema,Cardiomegaly,COPD,Pneumonia,Other disease,No finding
        1,R1,1,0,0,0,1,0
        1,R2,1,0,0,1,1,0
        1,R3,0,0,0,0,1,0
        2,R1,0,0,0,0,0,1
        2,R2,0,0,0,0,0,1
        2,R3,0,0,0,0,0,1
        """;
    String test =
        "image_id,Cardiomegaly,Edema,COPD,Pneumonia,Other diseases,No finding\n3,1,0,0,0,1,0\n";
    Dataset dataset = scan(LabelReading.USUAL.with(RepeatedRows.MAJORITY), train, test);

    assertThat(dataset.classes())
        .containsExactly(
            "Edema",
            "Cardiomegaly",
            "COPD",
            "Pneumonia",
            "Other disease",
            "No finding",
            "Other diseases");
    assertThat(places(dataset))
        .containsExactly(
            "README.md all",
            "test/3.png test -Edema|Cardiomegaly|-COPD|-Pneumonia|-No finding|Other diseases",
            "train/1.png train Edema|-Cardiomegaly|-COPD|-Pneumonia|Other disease|-No finding",
            "train/2.png train -Edema|-Cardiomegaly|-COPD|-Pneumonia|-Other disease|No finding");
    assertThat(dataset.labelNotice()).startsWith("the table of VinDr-CXR: ");
  }

  @Test
  void columnsOfClassesAreTheSameInAnyCase() throws IOException {
    Dataset dataset =
        scan(
            "path,label:Edema,label:COPD\ntrain/1.png,1,0\ntrain/2.png,0,1\n",
            "path,Label: copd ,label:EDEMA,label:Mass\ntest/3.png,1,0,1\n");

    assertThat(dataset.classes()).containsExactly("Edema", "COPD", "Mass");
    assertThat(places(dataset)).contains("test/3.png test -Edema|COPD|Mass");
  }

  @Test
  void twoColumnsOfOneTableThatDifferInCaseAreNotPutTogetherWithAnothers() {
    assertThatThrownBy(
            () ->
                scan(
                    "path,label:Edema\ntrain/1.png,1\n",
                    "path,label:Edema,label:edema\ntest/3.png,1,0\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("two columns of the class edema in upper and lower case: rename one");
  }

  @Test
  void cellsThatNameSeveralClasses() throws IOException {
    Dataset dataset =
        scan(
            LabelReading.USUAL.with(LabelSeparator.parse("|")),
            "path,label\ntrain/1.png,B|A\ntrain/2.png,\n",
            "path,label\ntest/3.png,C\n");

    assertThat(dataset.classes()).containsExactly("A", "B", "C");
    assertThat(places(dataset))
        .containsExactly(
            "README.md all", "test/3.png test C", "train/1.png train A|B", "train/2.png train");
  }

  @Test
  void splitsOfOneTableAreAsGoodAsFolders() throws IOException {
    tree.with("4.png");
    String first = "path,label\ntrain/1.png,A\ntrain/2.png,A\ntest/3.png,B\n";

    assertThat(places(scan(first, "path,label,split\n4.png,A,val\n"))).contains("4.png val A");
    assertThatThrownBy(() -> scan("path,label,split\ntrain/1.png,A,val\n", "path,label\n4.png,A\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("line 2 of ")
        .hasMessageContaining("table2.csv has no split");
  }

  @Test
  void tablesThatNameClassesInDifferentWaysAreRefused() {
    String one = "path,label\ntrain/1.png,A\n";
    String columns = "path,label:A\ntest/3.png,1\n";

    assertThatThrownBy(() -> scan(one, columns))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("table2.csv has a column for each class, and the file before it");
    assertThatThrownBy(() -> scan(columns, one))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("table2.csv has one class for each image, and the file before it");
  }

  @Test
  void aTableWithoutRowsIsRefused() {
    String rows = "path,label\ntrain/1.png,A\n";

    assertThatThrownBy(() -> scan(rows, "path,label\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("table2.csv has no rows");
    assertThatThrownBy(() -> scan("path,label\n\n", rows))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("table1.csv has no rows");
  }

  @Test
  void messagesNameTheFile() throws IOException {
    assertThatThrownBy(() -> scan("path,label\ntrain/1.png,A\n", "path,label\n\ntrain/1.png,B\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("table2.csv lists train/1.png twice, on line 2 of ")
        .hasMessageContaining("table1.csv and line 3 of ");
    assertThatThrownBy(() -> scan("path,label\ntrain/1.png,A\n", "path,label\nvalid/1.png,B\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("no row of the label file ")
        .hasMessageContaining("table2.csv names a file of the dataset");

    Dataset dataset =
        scan("path,label\ntrain/1.png,A\n", "path,label\ntest/3.png,B\ntest/4.png,B\n");
    assertThat(rejections(dataset)).contains("test/4.png: missing-file");
    assertThat(rejected(dataset))
        .extracting(Finding::message)
        .anySatisfy(
            message ->
                assertThat(message)
                    .startsWith(
                        "there is no such file, though the label file names it on line 3 of ")
                    .endsWith("table2.csv"));
  }
}
