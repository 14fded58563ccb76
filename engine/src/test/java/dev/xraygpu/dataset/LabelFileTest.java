package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.paths;
import static dev.xraygpu.dataset.FileTreeFixture.places;
import static dev.xraygpu.dataset.FileTreeFixture.rejected;
import static dev.xraygpu.dataset.FileTreeFixture.rejections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xraygpu.quality.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelFileTest {
  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
    tree.with("a/person1_x.png", "b/2.png");
  }

  private Dataset scan(String csv) throws IOException {
    return tree.scanWithLabels(Files.writeString(folder.resolve("labels.csv"), csv));
  }

  @Test
  void labelsSplitsAndPatients() throws IOException {
    Dataset dataset =
        scan("path,label,split,patient\na/person1_x.png,NORMAL,Training,\nb/2.png,SICK,tst,p9\n");
    assertThat(dataset.layout()).isEqualTo(Layout.LABEL_FILE);
    assertThat(dataset.samples())
        .containsExactly(
            new Sample(0, "a/person1_x.png", Split.TRAIN, "NORMAL", "person1"),
            new Sample(1, "b/2.png", Split.TEST, "SICK", "p9"));
    assertThat(dataset.classes()).containsExactly("NORMAL", "SICK");
    assertThat(dataset.hasTrainingSplit()).isTrue();
    assertThat(dataset.findings()).isEmpty();
  }

  @Test
  void byteOrderMarkLineEndsQuotesColumnsInAnyOrder() throws IOException {
    tree.with("c/x, \"y\".png");
    Dataset dataset =
        scan(
            "\uFEFFage, LABEL ,Path\r\n7,NORMAL,a/person1_x.png\r\n\r\n"
                + "8, SICK ,\"c/x, \"\"y\"\".png\"\r\n9,,./b//../b/2.png");
    assertThat(places(dataset))
        .containsExactly("a/person1_x.png all NORMAL", "b/2.png all", "c/x, \"y\".png all SICK");
    assertThat(rejections(dataset)).isEmpty();
    assertThat(dataset.hasTrainingSplit()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sep=;", "\uFEFFsep=;\r", "\"sep=;\"", "SEP=;;;;"})
  void firstLineNamesTheSeparator(String first) throws IOException {
    Dataset dataset = scan(first + "\npath;label;note\na/person1_x.png;\"A;B\";1,5\nb/2.png;B;\n");
    assertThat(places(dataset)).containsExactly("a/person1_x.png all A;B", "b/2.png all B");
    assertThat(places(scan("sep=|\npath|label\na/person1_x.png|A,B\nb/2.png|B\n")))
        .containsExactly("a/person1_x.png all A,B", "b/2.png all B");
    assertThat(places(scan("sep=\t\nlabel\tpath\nA\ta/person1_x.png\nB\tb/2.png\n")))
        .containsExactly("a/person1_x.png all A", "b/2.png all B");
  }

  @Test
  void linesAreCountedFromTheSeparatorsLine() {
    assertThatThrownBy(() -> scan("sep=;\npath;label\nb/2.png;A\nb/2.png;B\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("on lines 3 and 4");
    assertThatThrownBy(() -> scan("sep=;\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void absoluteAndWindowsPaths() throws IOException {
    Dataset dataset =
        scan("path,label\n" + tree.root().resolve("a/person1_x.png") + ",A\nb\\2.png,B\n");
    assertThat(places(dataset)).containsExactly("a/person1_x.png all A", "b/2.png all B");
  }

  @Test
  void unlistedFilesAndMissingFiles() throws IOException {
    Dataset dataset =
        scan("path,label\nb/2.png,B\nnone/3.png,C\na/.hidden.png,D\n\"new\nline\u0000.png\",E\n");
    assertThat(paths(dataset))
        .containsExactly(
            "a/.hidden.png", "a/person1_x.png", "b/2.png", "new\nline\u0000.png", "none/3.png");
    assertThat(rejections(dataset))
        .containsExactly(
            "a/.hidden.png: missing-file",
            "a/person1_x.png: no-label",
            "new\nline\u0000.png: missing-file",
            "none/3.png: missing-file");
    assertThat(rejected(dataset))
        .extracting(Finding::message)
        .contains(
            "there is no such file, though the label file names it on line 3",
            "the label file names a hidden file, which is not read, on line 4",
            "there is no such file, though the label file names it on line 5");
    assertThat(dataset.classes()).containsExactly("B");
  }

  @Test
  void theLabelFileIsNoSample() throws IOException {
    Path inside = tree.root().resolve("labels.csv");
    Files.writeString(inside, "path,label\na/person1_x.png,A\nb/2.png,B\n");
    assertThat(tree.scanWithLabels(inside).samples()).hasSize(2);

    Path kept = Files.move(inside, folder.resolve("kept.csv"));
    Files.createSymbolicLink(inside, kept);
    assertThat(tree.scanWithLabels(inside).samples()).hasSize(2);
  }

  @Test
  void foldersTellTheSplitWhereTheFileDoesNot() throws IOException {
    tree.with("train/x/1.png", "test/x/2.png");
    Dataset dataset = scan("path,label\ntrain/x/1.png,A\ntest/x/2.png,B\n");
    assertThat(places(dataset))
        .containsExactly(
            "a/person1_x.png all", "b/2.png all", "test/x/2.png test B", "train/x/1.png train A");
    assertThat(rejections(dataset))
        .containsExactly("a/person1_x.png: no-label", "b/2.png: no-label");
    assertThat(dataset.hasTrainingSplit()).isTrue();
  }

  @Test
  void whatProgramsWriteForNothingIsAClassWithAWord() throws IOException {
    assertThat(scan("path,label\na/person1_x.png,NaN\nb/2.png,B\n").labelNotice())
        .isEqualTo("NaN taken as a class: leave cells empty where nothing is known");
    assertThat(scan("path,label\na/person1_x.png,NA\nb/2.png,null\n").labelNotice())
        .isEqualTo("NA, null taken as classes: leave cells empty where nothing is known");
    assertThat(scan("path,label\na/person1_x.png,none\nb/2.png,\n").labelNotice()).isEmpty();
  }

  @Test
  void lineNumbersCountLinesWithinCells() throws IOException {
    assertThatThrownBy(
            () ->
                scan(
                    "path,label,note,split\n\n\"b/2.png\",B,\"two\nlines\",\na/person1_x.png,A,\"x\n\",oops"))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("line 5 of the label file")
        .hasMessageEndingWith("has the split oops: use train, val or test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "path,label\\na/person1_x.png,A\\nb/2.png,B\\n./b/2.png,B"
            + "|lists b/2.png twice, on lines 3 and 4, with the same values",
        "path,label\\nb/2.png,A\\nb/2.png,B|lists b/2.png twice, on lines 2 and 3, with different",
        "path,label,split\\nb/2.png,A,holdout|has the split holdout: use train, val or test",
        "path,label,split\\nb/2.png,A,test\\na/person1_x.png,B,|labels.csv has no split, others have one",
        "path label\\nb/2.png A|not path label, which is one column: commas, semicolons or tabs separate",
        "path,label\\n../b/2.png,A|line 2 of the label file",
        "path,label\\n../b/2.png,A|has the path ../b/2.png, which is not a file inside the dataset",
        "path,label\\n/elsewhere/2.png,A|has the path /elsewhere/2.png, which is not a file inside",
        "path,label\\na/../../x.png,A|which is not a file inside the dataset",
        "path,label\\n ,A|has no path: write its file's there, or remove the row",
        "path,label\\nb/2.png|has 1 columns, too few for a path and a label",
        "file,label\\nb/2.png,A|has no column path",
        "path;class\\nb/2.png;A|not path,class; --label-columns path=NAME,label=NAME takes columns",
        "path,class\\nb/2.png,A|has no column label",
        "path,label,Path\\nb/2.png,A,x|has two columns named path",
        "path,label\\nx/b/2.png,A|such as a/person1_x.png, not x/b/2.png",
        "path,label\\n|has no rows",
        "path,label\\n\"b/2.png,A\\n|the quoted cell that begins on line 2 has no closing quote",
        "sep=,\\npath,label\\n\"b/2.png,A\\n|the quoted cell that begins on line 3 has no closing",
        "path,label\\nb/2.png,Edema, acute\\n|has 3 columns, and the first line has 2: put a cell",
      })
  void faults(String csv, String message) {
    assertThatThrownBy(() -> scan(csv.replace("\\n", "\n")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void theExampleOfAPathIsThatOfAnImage() throws IOException {
    tree.with("LICENSE.txt", "_labels.zip");
    assertThatThrownBy(() -> scan("path,label\n2.dcm,A\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith("such as a/person1_x.png, not 2.dcm");
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void otherSeparators(String separator) throws IOException {
    String csv = "\uFEFFpath,label,split\r\na/person1_x.png,A,train\r\nb/2.png,B,test\r\n";
    assertThat(places(scan(csv.replace(",", separator))))
        .containsExactly("a/person1_x.png train A", "b/2.png test B");
  }

  @ParameterizedTest
  @ValueSource(strings = {";;", "; ;", "  "})
  void rowsWithoutAnythingAreLeftOut(String row) throws IOException {
    String csv = "path;label;split\n" + row + "\na/person1_x.png;A;train\nb/2.png;B;test\n";
    assertThat(places(scan(csv + row + "\n" + row + "\n")))
        .containsExactly("a/person1_x.png train A", "b/2.png test B");
    assertThatThrownBy(() -> scan(csv + row + "\n;B;test\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("line 6 of the label file");
    assertThatThrownBy(() -> scan("path;label;split\n" + row + "\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("has no rows");
  }

  /** A row for each box, and files named without their extension. */
  @Test
  void pneumoniaChallengeAsItIsPublished() throws IOException {
    tree.with("stage_2_train_images/0004cfab.dcm", "stage_2_train_images/00313ee0.dcm");
    Dataset dataset =
        scan(
            """
            patientId,x,y,width,height,Target
            0004cfab,,,,,0
            00313ee0,264.0,152.0,213.0,379.0,1
            00313ee0,562.0,152.0,256.0,453.0,1
            """);
    assertThat(dataset.samples())
        .contains(
            new Sample(2, "stage_2_train_images/0004cfab.dcm", Split.TRAIN, "0", "0004cfab"),
            new Sample(3, "stage_2_train_images/00313ee0.dcm", Split.TRAIN, "1", "00313ee0"));
  }

  @Test
  void columnsOfOtherNames() throws IOException {
    Path labels = folder.resolve("valid.csv");
    Files.writeString(labels, "Path,Sex,Pneumonia\nroot/b/2.png,F,-1.0\nroot/a/person1_x.png,F,\n");
    ScanOptions options =
        ScanOptions.DEFAULT
            .withLabels(labels)
            .withReading(LabelReading.USUAL.with(LabelColumns.parse("label=pneumonia")));
    assertThat(places(DatasetScanner.scan(tree.root(), options)))
        .containsExactly("a/person1_x.png all", "b/2.png all -1.0");

    ScanOptions missing =
        options.withReading(
            LabelReading.USUAL.with(LabelColumns.parse("label=Effusion, split=fold")));
    assertThatThrownBy(() -> DatasetScanner.scan(tree.root(), missing))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("has no column Effusion")
        .hasMessageContaining("the columns path,Effusion,fold[,patient], not Path,Sex,Pneumonia");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "label", "class=x", "label=", "label=a,", "label=a,label=b"})
  void columnsThatCannotBeMeant(String text) {
    assertThatThrownBy(() -> LabelColumns.parse(text))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("the label columns " + text);
  }

  @Test
  void repeatedRowsMustAgreeWhateverTheColumns() throws DatasetException, IOException {
    Path labels = folder.resolve("train.csv");
    Files.writeString(
        labels, "image_id,class_name\n2,No finding\n2,No finding\nperson1_x,A\nperson1_x,B\n");
    ScanOptions options =
        ScanOptions.DEFAULT
            .withLabels(labels)
            .withReading(
                LabelReading.USUAL.with(LabelColumns.parse("path=image_id,label=class_name")));
    assertThatThrownBy(() -> DatasetScanner.scan(tree.root(), options))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(
            "lists a/person1_x.png twice, on lines 4 and 5, with different values: remove one row,"
                + " or say with --label-separator '|' that an image may have several classes, and"
                + " with --label-rows any, all or majority what they say together");

    LabelReading several = options.reading().with(LabelSeparator.parse("|")).with(RepeatedRows.ANY);
    assertThat(places(DatasetScanner.scan(tree.root(), options.withReading(several))))
        .containsExactly("a/person1_x.png all A|B", "b/2.png all No finding");
  }

  @Test
  void aNameOfSeveralFilesIsRefused() throws IOException {
    tree.with("c/2.jpg");
    assertThatThrownBy(() -> scan("path,label\na/person1_x.png,A\n2,B\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("line 3 of the label file")
        .hasMessageEndingWith("names 2, and there are b/2.png and c/2.jpg: give the path of one");
    assertThat(places(scan("path,label\n2.jpg,B\n"))).contains("c/2.jpg all B");
  }

  @Test
  void anArchiveIsFoundByItsName() throws IOException {
    tree.with("volumes/3.nii.gz");
    assertThat(places(scan("filename,label\n3.nii.gz,A\n2,B\n")))
        .containsExactly("a/person1_x.png all", "b/2.png all B", "volumes/3.nii.gz all A");
  }

  @Test
  void namesOfMasksAreNoImages() throws IOException {
    tree.with("COVID/images/COVID-1.png", "COVID/masks/COVID-1.png");
    assertThat(places(scan("path,label\nCOVID-1,B\n"))).contains("COVID/images/COVID-1.png all B");
  }

  @Test
  void lettersComposedAsOnAnotherSystem() throws IOException {
    assumeTrue(
        "\u00fc".equals(Path.of("\u00fc").toString()), "skipped: names are not Unicode here");
    tree.with("a/\u00fc.png");
    assertThat(places(scan("path,label\na/u\u0308.png,B\n"))).contains("a/\u00fc.png all B");
  }

  @Test
  void emptyFile() {
    assertThatThrownBy(() -> scan(""))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("is empty: its first line must name");
  }

  @Test
  void otherEncodings() throws IOException {
    Path file = folder.resolve("labels.csv");
    Files.write(file, "path,label\nb/2.png,Größe\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> tree.scanWithLabels(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith("is not UTF-8: save it as UTF-8, which Excel calls CSV UTF-8");
  }

  @Test
  void wideCharactersWithoutAMark() throws IOException {
    Path file = folder.resolve("labels.csv");
    Files.write(file, "path,label\nb/2.png,A\n".getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> tree.scanWithLabels(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith("is not UTF-8: save it as UTF-8, which Excel calls CSV UTF-8");
  }

  @Test
  void allIsNoSplitAsInAManifest() throws IOException {
    assertThat(places(scan("path,label,split\nb/2.png,B,all\n"))).contains("b/2.png all B");
    assertThatThrownBy(() -> scan("path,label,split\nb/2.png,B,all\na/person1_x.png,B,train\n"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("has no split, others have one");
  }

  @Test
  void separatorsBehindTheLastColumnSayNothing() throws IOException {
    assertThat(places(scan("path,label\nb/2.png,B,, \n"))).contains("b/2.png all B");
  }

  @Test
  void missingLabelFileAndFolder() {
    assertThatThrownBy(() -> tree.scanWithLabels(folder.resolve("none.csv")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("none.csv does not exist");
    assertThatThrownBy(() -> tree.scanWithLabels(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("is not a regular file");
  }
}
