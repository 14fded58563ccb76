package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyChecksTest {
  @TempDir Path folder;
  private FileTreeFixture tree = FileTreeFixture.in(Path.of("unset"));

  @BeforeEach
  void makeRoot() throws IOException {
    tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
  }

  private Dataset scan(String csv, ScanOptions options) throws IOException {
    return DatasetScanner.scan(
        tree.root(), options.withLabels(Files.writeString(folder.resolve("labels.csv"), csv)));
  }

  private Dataset scan(String csv) throws IOException {
    return scan(csv, ScanOptions.DEFAULT);
  }

  private static List<String> found(Dataset dataset, IntPredicate usable) {
    return StudyChecks.check(dataset, usable).stream()
        .map(finding -> finding.path() + " " + finding.message())
        .toList();
  }

  /** As CheXpert has them: patient and study are folders. */
  @Test
  void studiesOfFolders() throws IOException {
    tree.with("train/patient1/study1/a.jpg", "train/patient1/study1/b.jpg");
    tree.with("train/patient1/study1/c.jpg", "train/patient1/study2/a.jpg");
    tree.with(
        "train/patient2/study1/a.jpg", "train/other/study1/a.jpg", "train/other/study1/b.jpg");
    String csv =
        """
        path,label:Edema,label:Mass,label:Hernia
        train/patient1/study1/a.jpg,1,0,-1
        train/patient1/study1/b.jpg,0,1,1
        train/patient1/study1/c.jpg,,0,0
        train/patient1/study2/a.jpg,0,1,1
        train/patient2/study1/a.jpg,0,1,1
        train/other/study1/a.jpg,0,0,0
        train/other/study1/b.jpg,1,1,1
        """;
    Dataset dataset = scan(csv);
    assertThat(found(dataset, ordinal -> true))
        .as("another study, another patient and one of an unknown patient are not compared")
        .containsExactly(
            "train/patient1/study1/a.jpg is of the same study as train/patient1/study1/b.jpg; here,"
                + " not there: Edema; there, not here: Mass",
            "train/patient1/study1/b.jpg is of the same study as train/patient1/study1/a.jpg; here,"
                + " not there: Mass; there, not here: Edema",
            "train/patient1/study1/c.jpg is of the same study as train/patient1/study1/b.jpg; there,"
                + " not here: Mass, Hernia");
    int second = 3;
    assertThat(dataset.samples().get(second).path()).isEqualTo("train/patient1/study1/b.jpg");
    assertThat(found(dataset, ordinal -> ordinal != second))
        .as("without the image that is dropped they agree")
        .isEmpty();
    assertThat(
            found(
                scan(csv, ScanOptions.DEFAULT.withClasses(ClassChoice.parse("Edema"))),
                ordinal -> true))
        .hasSize(2);
    assertThat(found(dataset.withPatientsInHeaders(sample -> ""), ordinal -> true)).hasSize(3);
  }

  /** As PadChest has them: patient and study are columns, and cells name what there is. */
  @Test
  void studiesOfAPublicTable() throws IOException {
    tree.with("0/a.png", "0/b.png", "0/c.png", "0/d.png");
    assertThat(
            found(
                scan(
                    """
                    ImageID,StudyID,PatientID,Labels
                    a.png,1358,135,"['pneumonia']"
                    b.png,1358,135,['normal']
                    c.png,1359,135,['normal']
                    d.png,1358,136,['normal']
                    """),
                ordinal -> true))
        .containsExactly(
            "0/a.png is of the same study as 0/b.png; here, not there: pneumonia; there, not here:"
                + " normal",
            "0/b.png is of the same study as 0/a.png; here, not there: normal; there, not here:"
                + " pneumonia");
  }

  @Test
  void aColumnCountsMoreThanAFolder() throws IOException {
    tree.with("patient1/study1/a.png", "patient1/study1/b.png", "patient1/study2/c.png");
    String csv =
        """
        path,study,label:A,label:B
        patient1/study1/a.png,x,1,0
        patient1/study1/b.png,y,0,0
        patient1/study2/c.png,x,0,0
        """;
    assertThat(found(scan(csv), ordinal -> true))
        .extracting(text -> text.substring(0, text.indexOf(';')))
        .containsExactly(
            "patient1/study1/a.png is of the same study as patient1/study2/c.png",
            "patient1/study2/c.png is of the same study as patient1/study1/a.png");
    assertThat(found(scan(csv.replace(",x,", ",,").replace(",y,", ",,")), ordinal -> true))
        .as("where its cell is empty, the folder says it")
        .hasSize(2)
        .allMatch(text -> text.contains("study1/a.png") && text.contains("study1/b.png"));
    assertThat(found(scan(csv.replace("study,", "x,")), ordinal -> true)).hasSize(2);
  }

  /** Of MIMIC-CXR: the rows are of studies, so their images cannot differ. */
  @Test
  void rowsOfStudies() throws IOException {
    tree.with("files/p10/p10000032/s50414267/a.jpg", "files/p10/p10000032/s50414267/b.jpg");
    tree.with("files/p10/p10000032/s53189527/c.jpg");
    String csv =
        """
        subject_id,study_id,No Finding,Cardiomegaly,Edema,Pneumonia,Fracture
        10000032,50414267,1.0,0.0,,,
        10000032,53189527,0.0,1.0,,,
        """;
    assertThat(found(scan(csv), ordinal -> true)).isEmpty();
    // With paths, each image has a row of its own.
    assertThat(
            found(
                scan(
                    """
                    subject_id,study_id,path,No Finding,Cardiomegaly,Edema,Pneumonia,Fracture
                    10000032,50414267,files/p10/p10000032/s50414267/a.jpg,1.0,0.0,,,
                    10000032,50414267,files/p10/p10000032/s50414267/b.jpg,,1.0,,,
                    10000032,53189527,files/p10/p10000032/s53189527/c.jpg,,1.0,,,
                    """),
                ordinal -> true))
        .hasSize(2);
  }

  @Test
  void oneClassForEachImage() throws IOException {
    tree.with("patient1/study1/a.png", "patient1/study1/b.png");
    String csv = "path,label\npatient1/study1/a.png,A\npatient1/study1/b.png,B\n";
    assertThat(found(scan(csv), ordinal -> true)).as("patient-label-conflict says it").isEmpty();
  }
}
