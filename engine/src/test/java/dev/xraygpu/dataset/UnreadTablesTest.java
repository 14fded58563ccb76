package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of tables and classes where no label file is given. */
class UnreadTablesTest {
  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  @Test
  void tablesOfLabelsThatAreNotReadAreNamed() throws IOException {
    tree.with("train/1.dicom", "test/2.dicom", "README.md")
        .write("annotations/boxes.csv", "image_id,class_name,x_min\n")
        .write("annotations/labels_train.csv", "image_id,label\n1,a\n");
    assertThat(tree.scan().labelNotice())
        .isEqualTo(
            "a table of labels in the dataset is not read: give it as --labels "
                + tree.root().resolve("annotations/labels_train.csv"));

    tree.write("Data_Entry_2017.csv", "Image Index,Finding Labels,Patient ID,\n");
    assertThat(tree.scan().labelNotice())
        .isEqualTo(
            "2 tables of labels in the dataset are not read: give one or more as --labels: "
                + tree.root().resolve("Data_Entry_2017.csv")
                + ", "
                + tree.root().resolve("annotations/labels_train.csv"));
    assertThat(tree.scanWithLabels(tree.root().resolve("annotations/labels_train.csv")))
        .extracting(Dataset::labelNotice)
        .isEqualTo("");
  }

  @Test
  void imagesWithoutClassesAreSaidToHaveNone() throws IOException {
    tree.with("1.png", "2.png");
    assertThat(tree.scan().labelNotice())
        .isEqualTo("no image has a class, as no folder names one: give a table as --labels");

    tree.write("b.csv", "id,diagnosis\n").write("a.tsv", "\0\0\0\"");
    assertThat(tree.scan().labelNotice())
        .isEqualTo(
            "no image has a class, as no folder names one: give a table as --labels; in the"
                + " dataset there are "
                + tree.root().resolve("a.tsv")
                + ", "
                + tree.root().resolve("b.csv")
                + " (--label-columns names other columns)");
    tree.with("A/3.png");
    assertThat(tree.scan().labelNotice())
        .startsWith("the only class is A, a folder's name: give a table as --labels; in the");
    tree.with("B/4.png");
    assertThat(tree.scan().labelNotice()).isEmpty();
  }

  @Test
  void foldersOfPatientsThatAreTakenForClassesAreNamed() throws IOException {
    for (int patient = 0; patient < 20; patient++) {
      tree.with("images/id_" + patient + "/a.png", "images/id_" + patient + "/b.png");
    }
    assertThat(tree.scan().labelNotice()).isEmpty();

    tree.with("images/id_20/a.png").write("sheet.csv", "PngPath,Edema\n");
    assertThat(tree.scan().labelNotice())
        .isEqualTo(
            "21 folders, such as id_0, are taken for classes, and have 2.0 images each on average,"
                + " as folders of patients or studies do: give a table as --labels; in the dataset"
                + " there is "
                + tree.root().resolve("sheet.csv")
                + " (--label-columns names other columns)");

    for (int image = 0; image < 200; image++) {
      tree.with("images/id_0/" + image + ".png");
    }
    assertThat(tree.scan().labelNotice()).isEmpty();
  }

  @Test
  void fewFoldersOfFoldersAreNamedAsThoseOfPatientsToo() throws IOException {
    tree.with("10001 A/study 1/DX/1.dcm", "10002 B/study 1/DX/1.dcm");
    assertThat(tree.scan().labelNotice()).isEmpty();

    tree.with("10003 C/study 1/DX/1.dcm", "10003 C/study 1/DX/2.dcm");
    assertThat(tree.scan().labelNotice())
        .isEqualTo(
            "3 folders, such as 10001 A, are taken for classes, and have 1.3 images each on"
                + " average, in folders within folders, as folders of patients or studies do: give"
                + " a table as --labels");

    tree.with("10003 C/study 1/1.dcm");
    assertThat(tree.scan().labelNotice()).isEmpty();
  }
}
