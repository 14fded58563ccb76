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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassChoiceTest {
  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  private static ScanOptions choosing(String text) throws DatasetException {
    return ScanOptions.DEFAULT.withClasses(ClassChoice.parse(text));
  }

  private Dataset scan(String csv, String columns, String choice) throws IOException {
    Path file = Files.writeString(folder.resolve("labels.csv"), csv);
    LabelReading reading =
        columns.equals("|")
            ? LabelReading.USUAL.with(LabelSeparator.parse(columns))
            : LabelReading.USUAL.with(LabelColumns.parse(columns));
    return DatasetScanner.scan(tree.root(), choosing(choice).withLabels(file).withReading(reading));
  }

  private static List<String> labels(Dataset dataset) {
    return dataset.samples().stream().map(Sample::label).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "A,B ! A/B",
        " B , A ! B/A",
        "Mass, left|A ! Mass, left/A",
        "Mass, left| ! Mass, left",
        "['A|B', \"C's, D\"] ! A|B/C's, D",
      })
  void names(String text, String expected) throws DatasetException {
    assertThat(String.join("/", ClassChoice.parse(text).names())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "' ' ! expected classes, such as Edema,Effusion",
        ", ! expected classes, such as Edema,Effusion",
        "A,B,A ! names A twice",
        "[A,B] ! a list in brackets holds quoted names",
      })
  void namesThatAreNone(String text, String message) {
    assertThatThrownBy(() -> ClassChoice.parse(text))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("--classes")
        .hasMessageContaining(message);
  }

  @Test
  void columnsOfATable() throws IOException {
    tree.with("a.png", "b.png", "c.png", "d.png");
    String csv = "path,A,B,C\na.png,1,0,-1\nb.png,1,,\nc.png,0,-1,0\nd.png,0,,1\n";
    Dataset dataset = scan(csv, "label=A..C", "C,B");
    assertThat(dataset.classes()).containsExactly("C", "B");
    assertThat(labels(dataset))
        .as("of the second nothing is said but what is left out")
        .containsExactly("C?|-B", "", "-C|B?", "C");
    LabelSet first = dataset.labelSets().orElseThrow().of("C?|-B");
    assertThat(first.get(0)).isEqualTo(LabelValue.UNCERTAIN);
    assertThat(first.get(1)).isEqualTo(LabelValue.NEGATIVE);
    assertThat(first.size()).isEqualTo(2);
    assertThat(dataset.labelNotice())
        .isEqualTo("an image can have several of 2 classes (C, B), a column for each");
    assertThat(scan(csv, "label=A..C", "B").labelNotice())
        .isEqualTo("an image has the class B or not, a column for each");
  }

  @Test
  void namesOfCells() throws IOException {
    tree.with("a.png", "b.png", "c.png");
    String csv = "path,label\na.png,A|B\nb.png,C\nc.png,\n";
    Dataset dataset = scan(csv, "|", "B,A");
    assertThat(dataset.classes()).containsExactly("B", "A");
    assertThat(labels(dataset))
        .as("what a cell does not name is negative, also where all that it names is left out")
        .containsExactly("B|A", LabelSets.NOTHING, "");
  }

  @Test
  void aClassThatATableDoesNotHave() throws IOException {
    tree.with("a.png");
    for (String columns : List.of("label=A..B", "|")) {
      String csv = columns.equals("|") ? "path,label\na.png,A|B\n" : "path,A,B\na.png,1,0\n";
      assertThatThrownBy(() -> scan(csv, columns, "A,Bb,Cc"))
          .isInstanceOf(DatasetException.class)
          .hasMessage(
              "--classes names the classes Bb, Cc, which the labels do not have; they have the"
                  + " classes A, B");
    }
    assertThatThrownBy(() -> scan("path,label\na.png,\n", "|", "A"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("the label file names no class");
  }

  /** Names that only a class that is left out has are in nobody's way. */
  @Test
  void aNameThatCouldNotBeUsed() throws IOException {
    tree.with("a.png");
    String csv = "path,A,B?\na.png,1,0\n";
    assertThat(scan(csv, "label=A|B?", "A").classes()).containsExactly("A");
    assertThatThrownBy(() -> scan(csv, "label=A|B?", "B?"))
        .hasMessageContaining("has a class named B?");
  }

  @Test
  void checksSeeTheChosenClassesOnly() throws IOException {
    tree.with("a.png", "b.png");
    String csv = "path,label\na.png,No Finding|Edema\nb.png,Mass\n";
    assertThat(LabelChecks.check(scan(csv, "|", "No Finding,Edema"), ordinal -> true)).hasSize(1);
    assertThat(LabelChecks.check(scan(csv, "|", "Edema"), ordinal -> true)).isEmpty();

    // What is left out is not known, so a second file cannot contradict it.
    Path second =
        Files.writeString(folder.resolve("second.csv"), "path,label\na.png,Mass\nb.png,Edema\n");
    Dataset dataset = scan(csv, "|", "Edema");
    assertThat(
            LabelComparison.compare(
                dataset, tree.root(), second, LabelReading.USUAL.with(LabelSeparator.parse("|"))))
        .extracting(Finding::message)
        .containsExactly(
            "Edema, but not so in line 2 of second.csv",
            "not Edema, but so in line 3 of second.csv");
  }

  @Test
  void numbersOfClassFolders() throws IOException {
    tree.with("train/NORMAL/a.png", "train/PNEUMONIA/b.png", "test/NORMAL/c.png");
    Dataset dataset = DatasetScanner.scan(tree.root(), choosing("PNEUMONIA,NORMAL"));
    assertThat(dataset.classes()).containsExactly("PNEUMONIA", "NORMAL");
    assertThat(dataset.labelNotice()).isEmpty();

    Dataset fewer = DatasetScanner.scan(tree.root(), choosing("COVID,NORMAL,PNEUMONIA,TB"));
    assertThat(fewer.classes()).containsExactly("COVID", "NORMAL", "PNEUMONIA", "TB");
    assertThat(fewer.labelNotice()).isEqualTo("no image has the classes COVID, TB of --classes");

    assertThatThrownBy(() -> DatasetScanner.scan(tree.root(), choosing("NORMAL,Pneumonia")))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(
            "the dataset has the class PNEUMONIA, which --classes does not name")
        .hasMessageContaining("name every class");
  }

  @Test
  void classesOfOneColumn() throws IOException {
    tree.with("a.png", "b.png", "c.png");
    String csv = "path,kind\na.png,B\nb.png,A\nc.png,\n";
    assertThat(scan(csv, "label=kind", "B,A").classes()).containsExactly("B", "A");
    assertThatThrownBy(() -> scan(csv, "label=kind", "B"))
        .hasMessageStartingWith("the dataset has the class A, which --classes does not name");
    // Images without a row are left out, so that no class of them is in the way.
    assertThat(scan("path,kind\na.png,B\n", "label=kind", "B").classes()).containsExactly("B");
  }

  @Test
  void aDatasetWithoutClasses() throws IOException {
    tree.with("a.png");
    assertThatThrownBy(() -> DatasetScanner.scan(tree.root(), choosing("A,B")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("nothing says which class an image has");
  }
}
