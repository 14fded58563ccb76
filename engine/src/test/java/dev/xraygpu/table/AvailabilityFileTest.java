package dev.xraygpu.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.ScanOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailabilityFileTest {
  @TempDir Path folder;

  @Test
  void saysWhatThereIsOfEachPatientAndWhatIsMissing() throws Exception {
    Path data = folder.resolve("data");
    List<String> files =
        List.of(
            "patient1/study1/view1_frontal.jpg",
            "patient1/study1/view2_lateral.jpg",
            "patient1/study3/view1_frontal.jpg",
            "patient2/study1/view1_frontal.jpg",
            "someone.jpg");
    for (String file : files) {
      Files.createDirectories(data.resolve(file).getParent());
      Files.writeString(data.resolve(file), "not looked at");
    }
    Path labels =
        Files.writeString(
            folder.resolve("labels.csv"),
            """
            path,label
            patient1/study1/view1_frontal.jpg,A
            patient1/study1/view2_lateral.jpg,
            patient1/study3/view1_frontal.jpg,B
            patient2/study1/view1_frontal.jpg,A
            someone.jpg,A
            """);
    Dataset dataset = DatasetScanner.scan(data, ScanOptions.DEFAULT.withLabels(labels));
    BitSet dropped = new BitSet();
    dropped.set(3);
    AvailabilityFile.write(folder, dataset, dropped, new Origins(dataset.samples().size()));
    assertThat(Files.readAllLines(folder.resolve(AvailabilityFile.NAME)))
        .containsExactly(
            "patient,images,kept,splits,labels,studies,views,missing",
            "\"\",1,1,all,A,,,",
            "patient1,3,3,all,A;B,study1;study3,frontal;lateral,label:1;study:study2",
            "patient2,1,0,all,A,study1,frontal,image:1;view:lateral");
  }

  @Test
  void skippedStudiesAreWrittenAsTheOthersAre() throws Exception {
    assertThat(rows("p1/study08/a.jpg", "p1/study10/a.jpg", "p2/Study_0/a.jpg", "p2/Study_2/a.jpg"))
        .containsExactly(
            "p1,2,2,all,p1,study08;study10,,"
                + "study:study01;study:study02;study:study03;study:study04;study:study05;"
                + "study:study06;study:study07;study:study09",
            "p2,2,2,all,p2,Study_0;Study_2,,study:Study_1");
  }

  @Test
  void studiesAreThoseOfTheLabelFileBeforeThoseOfThePath() throws Exception {
    Path data = files("p1/study1/a.jpg", "p1/study1/b.jpg", "p1/study4/c.jpg");
    Path labels =
        Files.writeString(
            folder.resolve("labels.csv"),
            """
            path,label,patient,study
            p1/study1/a.jpg,A,p1,study1
            p1/study1/b.jpg,A,p1,study3
            p1/study4/c.jpg,A,p1,
            """);
    Dataset dataset = DatasetScanner.scan(data, ScanOptions.DEFAULT.withLabels(labels));
    assertThat(dataset.samples())
        .extracting(dataset::studyOf)
        .containsExactly("study1", "study3", "study4");
    Dataset named = dataset.withPatientsInHeaders(sample -> "x");
    assertThat(named.samples())
        .extracting(named::studyOf)
        .containsExactly("study1", "study3", "study4");
    assertThat(rows(dataset)).containsExactly("p1,3,3,all,A,study1;study3;study4,,study:study2");
  }

  private Path files(String... names) throws IOException {
    Path data = folder.resolve("data");
    for (String name : names) {
      Files.createDirectories(data.resolve(name).getParent());
      Files.writeString(data.resolve(name), "not looked at");
    }
    return data;
  }

  private List<String> rows(String... names) throws Exception {
    ScanOptions byFolder = ScanOptions.DEFAULT.withPatientPattern("^(p[0-9]+)/");
    return rows(DatasetScanner.scan(files(names), byFolder));
  }

  private List<String> rows(Dataset dataset) throws IOException {
    AvailabilityFile.write(folder, dataset, new BitSet(), new Origins(dataset.samples().size()));
    List<String> lines = Files.readAllLines(folder.resolve(AvailabilityFile.NAME));
    return lines.subList(1, lines.size());
  }

  // Dates and numbers of a whole hospital: what lies before and between them is nobody's study.
  @Test
  void numbersWithLargeHolesAreNoNumbering() throws Exception {
    Path data = folder.resolve("data");
    for (String study : List.of("study20230101", "study20230103", "study3")) {
      String patient = study.equals("study3") ? "patient2" : "patient1";
      Path file = data.resolve(patient).resolve(study).resolve("a.jpg");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "not looked at");
    }
    Dataset dataset = DatasetScanner.scan(data, ScanOptions.DEFAULT);
    AvailabilityFile.write(folder, dataset, new BitSet(), new Origins(dataset.samples().size()));
    assertThat(Files.readAllLines(folder.resolve(AvailabilityFile.NAME)))
        .containsExactly(
            "patient,images,kept,splits,labels,studies,views,missing",
            "patient1,2,2,all,,study20230101;study20230103,,",
            "patient2,1,1,all,,study3,,study:study1;study:study2");
  }
}
