package dev.xraygpu.dataset;

import static dev.xraygpu.dataset.FileTreeFixture.places;
import static dev.xraygpu.dataset.FileTreeFixture.rejections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Splits from files of their own, in the form of those that come with public datasets. */
class SplitTableTest {
  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  private Dataset scan(String labels, String... sources) throws IOException {
    List<SplitSource> splits = new ArrayList<>();
    for (String source : sources) {
      splits.add(SplitSource.parse(source));
    }
    Path file = Files.writeString(folder.resolve("labels.csv"), labels);
    return DatasetScanner.scan(
        tree.root(),
        ScanOptions.DEFAULT.withLabels(file).withReading(LabelReading.USUAL.with(splits)));
  }

  @Test
  void otherEncodings() throws IOException {
    tree.with("a.png");
    Path splits = folder.resolve("splits.csv");
    Files.write(splits, "path,split\nGröße.png,train\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> scan("path,label\na.png,A\n", splits.toString()))
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith("is not UTF-8: save it as UTF-8, which Excel calls CSV UTF-8");
  }

  @Test
  void rowsWithoutAnythingAreLeftOut() throws IOException {
    tree.with("a.png", "b.png");
    Path splits = folder.resolve("splits.csv");
    Files.writeString(splits, "path;split\na.png;train\n;\nb.png;test\n;\n");
    assertThat(scan("path,label\na.png,A\nb.png,B\n", splits.toString()).samples())
        .extracting(Sample::split)
        .containsExactly(Split.TRAIN, Split.TEST);
  }

  @Test
  void tableOfMimic() throws IOException {
    tree.with("files/p10/p10000032/s50414267/02aa804e.jpg");
    tree.with("files/p10/p10000032/s50414267/174413ec.jpg");
    tree.with("files/p10/p10000764/s57375967/096052b7.jpg");
    Path splits =
        Files.writeString(
            tree.root().resolve("mimic-cxr-2.0.0-split.csv"),
            """
            dicom_id,study_id,subject_id,split
            02aa804e,50414267,10000032,train
            174413ec,50414267,10000032,train
            096052b7,57375967,10000764,validate
            ffffffff,59999999,10000999,test
            """);
    Dataset dataset =
        scan(
            """
            subject_id,study_id,Atelectasis,Cardiomegaly,Consolidation,Edema,Pneumonia
            10000032,50414267,,1.0,,,
            10000764,57375967,-1.0,,,,
            10000999,59999999,0.0,,,,
            """,
            splits.toString());
    assertThat(places(dataset))
        .containsExactly(
            "files/p10/p10000032/s50414267/02aa804e.jpg train Cardiomegaly",
            "files/p10/p10000032/s50414267/174413ec.jpg train Cardiomegaly",
            "files/p10/p10000764/s57375967/096052b7.jpg val Atelectasis?",
            "p10/p10000999/s59999999 all -Atelectasis");
    assertThat(rejections(dataset)).containsExactly("p10/p10000999/s59999999: missing-file");
    assertThat(dataset.hasTrainingSplit()).isTrue();
    assertThat(dataset.splits()).containsExactly(Split.TRAIN, Split.VAL);
  }

  @Test
  void listsOfChestXray14() throws IOException {
    tree.with("images_001/1.png", "images_001/2.png", "images_002/3.png");
    Path train = Files.writeString(tree.root().resolve("train_val_list.txt"), "1.png\n3.png\n");
    Path test = Files.writeString(tree.root().resolve("test_list.txt"), "2.png\r\n9.png\r\n");
    Dataset dataset =
        scan(
            "Image Index,Finding Labels,Patient ID\n1.png,Mass,1\n2.png,Mass,2\n3.png,Mass,3\n",
            "train=" + train,
            "test=" + test);
    assertThat(places(dataset))
        .containsExactly(
            "images_001/1.png train Mass",
            "images_001/2.png test Mass",
            "images_002/3.png train Mass");
    assertThatThrownBy(
            () ->
                scan(
                    "Image Index,Finding Labels,Patient ID\n1.png,Mass,1\n2.png,Mass,2\n",
                    "train=" + train))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(
            "line 3 of the label file "
                + folder.resolve("labels.csv")
                + " has no split, others have one")
        .hasMessageEndingWith("in --splits");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "'' ! path,split\\n1.png,holdout ! has the split holdout: use train, val or test",
        "'' ! path,fold\\n1.png,train ! needs a column named split and one of paths",
        "'' ! path,split\\n8.png,train ! names no file of the dataset: paths are relative",
        "val= ! 1 8.png negative\\n2 9.png positive ! alone; the first is 1 8.png negative",
        "'' ! path,split\\n1.png,train\\n./a/1.png,test ! puts a/1.png into test, and it is in train",
        "'' ! path,split\\n1.png ! has a row of 1 columns",
        "'' ! '' ! is empty",
        "'' ! path,split,Split\\n1.png,train,test ! has two columns named split",
        "val= ! 2.png ! names 2.png, and there are a/2.png and b/2.png",
      })
  void faults(String prefix, String text, String message) throws IOException {
    tree.with("a/1.png", "a/2.png", "b/2.png");
    Path file = Files.writeString(folder.resolve("splits.csv"), text.replace("\\n", "\n"));
    assertThatThrownBy(() -> scan("path,label\na/1.png,A\n", prefix + file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("splits.csv")
        .hasMessageContaining(message);
  }

  @Test
  void theSameSaidTwice() throws IOException {
    tree.with("a.png", "b.png");
    Path table =
        Files.writeString(folder.resolve("s.csv"), "Path , SPLIT\na.png,train\nb.png,test\n");
    Path again = Files.writeString(folder.resolve("again.csv"), "filename,split\nb.png,test\n");
    assertThat(
            places(
                scan(
                    "Image_ID,label,split\na.png,A,train\nb.png,A,test\n",
                    table.toString(),
                    table.toString(),
                    again.toString())))
        .containsExactly("a.png train A", "b.png test A");
  }

  @Test
  void noSuchFile() {
    for (String text : List.of("none.csv", "test=none.txt", "holdout=none.txt", "", "train=")) {
      assertThatThrownBy(() -> SplitSource.parse(text))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("--splits: there is no file");
    }
  }
}
