package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a table of several classes per image to what a model reads. */
class SeveralClassesRunTest {
  private static final String NIH =
      """
      Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Sex,View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y]
      00000001_000.png,Cardiomegaly|Effusion,0,1,57,M,PA,2682,2749,0.143,0.143
      00000001_001.png,No Finding,1,1,58,M,PA,2894,2729,0.143,0.143
      00000002_000.png,No Finding|Effusion,0,2,80,M,PA,2500,2048,0.171,0.171
      00000003_000.png,Hernia,0,3,74,F,PA,2500,2048,0.168,0.168
      """;

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void makeDataset() throws IOException {
    data = folder.resolve("nih");
    PngDataset.write(data.resolve("images_001/images/00000001_000.png"), 120);
    PngDataset.write(data.resolve("images_001/images/00000001_001.png"), 130);
    PngDataset.write(data.resolve("images_001/images/00000002_000.png"), 140);
    PngDataset.write(data.resolve("images_001/images/00000003_000.png"), 150);
  }

  @Test
  void tablesOfTheSplitsAreReadTogether() throws IOException {
    Path set = folder.resolve("CheXpert-v1.0-small");
    PngDataset.write(set.resolve("train/patient00001/study1/view1_frontal.png"), 120);
    PngDataset.write(set.resolve("valid/patient00002/study1/view1_frontal.png"), 130);
    PngDataset.write(set.resolve("test/patient00003/study1/view1_frontal.png"), 140);
    String header = "Path,Sex,Cardiomegaly,Edema,Consolidation,Pneumonia,Fracture\n";
    Path train =
        Files.writeString(
            set.resolve("train.csv"),
            header
                + set.getFileName()
                + "/train/patient00001/study1/view1_frontal.png,F,1.0,,,-1.0,0.0\n");
    Path valid =
        Files.writeString(
            set.resolve("valid.csv"),
            header
                + set.getFileName()
                + "/valid/patient00002/study1/view1_frontal.png,M,0.0,1.0,0.0,0.0,0.0\n");
    Path out = folder.resolve("out");
    CommandLineRun run =
        CommandLineRun.preprocess(
            set, out, "--labels", train, "--labels", valid, "--size", 32, "--normalize", "none");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(FloatMatrix.read(out.resolve("train/labels.npy"), 5))
        .containsExactly(1f, Float.NaN, Float.NaN, -1f, 0f);
    assertThat(FloatMatrix.read(out.resolve("val/labels.npy"), 5))
        .containsExactly(0f, 1f, 0f, 0f, 0f);
    assertThat(run.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains("val Edema 1 0 0 0 0 0", "test (all images) 0 0 1", "test (no class) 0 0 1")
        .noneMatch(line -> line.startsWith("test Edema"));
  }

  @Test
  void chestXray14BecomesAMatrix() throws IOException {
    Path labels = Files.writeString(folder.resolve("Data_Entry_2017_v2020.csv"), NIH);
    Path out = folder.resolve("out");
    CommandLineRun run =
        CommandLineRun.preprocess(
            data, out, "--labels", labels, "--size", 32, "--normalize", "none");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("Labels: the table of NIH ChestX-ray14: an image can have");
    assertThat(run.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "all (all images) 4 1 0",
            "all Cardiomegaly 1 0 0",
            "all Effusion 2 1 0",
            "all Hernia 1 0 0",
            "all No Finding 2 1 0",
            "An image counts for each class that it has.");
    assertThat(FloatMatrix.read(out.resolve("all/labels.npy"), 4))
        .containsExactly(
            1f, 1f, 0f, 0f, //
            0f, 0f, 0f, 1f, //
            0f, 1f, 0f, 1f, //
            0f, 0f, 1f, 0f);
    assertThat(out.resolve("classes.json"))
        .hasContent(
            """
            {
              "Cardiomegaly" : 0,
              "Effusion" : 1,
              "Hernia" : 2,
              "No Finding" : 3
            }
            """);
    assertThat(out.resolve("manifest.csv"))
        .content()
        .contains("00000001_000.png,all,Cardiomegaly|Effusion,1,ok,")
        .contains("00000002_000.png,all,Effusion|No Finding,2,flagged,label-contradiction,");
    JsonNode json = JsonMapper.shared().readTree(Files.readString(out.resolve("labels.json")));
    assertThat(json.at("/classes/1").asString()).isEqualTo("Effusion");
    assertThat(json.at("/images/all/Effusion/positive").asInt()).isEqualTo(2);
    assertThat(json.at("/images/all/Effusion/negative").asInt()).isEqualTo(2);
    assertThat(json.at("/values/unknown").asString()).isEqualTo("NaN");
    assertThat(out.resolve("findings.csv"))
        .content()
        .contains("is labelled No Finding and also Effusion")
        .doesNotContain("patient-label-conflict");
  }

  @Test
  void correctedSplitsKeepEveryValue() throws IOException {
    Path labels =
        Files.writeString(
            folder.resolve("train.csv"),
            """
            Path,Sex,No Finding,Edema,Pneumonia,Pneumothorax,Fracture,Support Devices
            images_001/images/00000001_000.png,F,1.0,,,,0.0,1.0
            images_001/images/00000001_001.png,F,,-1.0,1.0,0.0,,
            images_001/images/00000002_000.png,F,,,,,,
            images_001/images/00000003_000.png,F,0.0,0.0,0.0,0.0,0.0,0.0
            """);
    Path splits = folder.resolve("splits.csv");
    Path found = folder.resolve("found");
    CommandLineRun run =
        CommandLineRun.of(
            "validate", data, "--labels", labels, "--fix-splits", splits, "--out", found);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(found.resolve("labels.json")).content().contains("\"uncertain\" : 1");
    assertThat(splits)
        .content()
        .startsWith(
            "path,split,patient,label:No Finding,label:Edema,label:Pneumonia,label:Pneumothorax,"
                + "label:Fracture,label:Support Devices\n")
        .contains("00000001_000.png,train,00000001,1,,,,0,1\n")
        .contains(",-1,1,0,,\n")
        .contains(",,,,,\n");
    Path out = folder.resolve("out");
    CommandLineRun again =
        CommandLineRun.preprocess(
            data, out, "--labels", splits, "--size", 32, "--normalize", "none", "--json");
    assertThat(again.exitCode()).as(again.err()).isZero();
    List<Float> values = new ArrayList<>();
    for (String split : List.of("train", "val", "test")) {
      Path file = out.resolve(split).resolve("labels.npy");
      if (Files.exists(file)) {
        values.addAll(FloatMatrix.read(file, 6));
      }
    }
    assertThat(values).hasSize(24);
    assertThat(values.stream().filter(value -> value.isNaN()).count()).isEqualTo(12);
    assertThat(values.stream().filter(value -> value == -1).count()).isEqualTo(1);
    assertThat(values.stream().filter(value -> value == 1).count()).isEqualTo(3);
    JsonNode counts = again.json().get("labels");
    int uncertain = 0;
    for (JsonNode row : counts) {
      uncertain += row.get("uncertain").asInt();
    }
    assertThat(uncertain).isEqualTo(1);
  }

  @Test
  void picturesLieInNoFolderOfAClass() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.csv"), NIH);
    Path out = folder.resolve("out");
    CommandLineRun run =
        CommandLineRun.preprocess(data, out, "--labels", labels, "--size", 32, "--format", "png");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(out.resolve("all/images_001/images/00000001_000.png")).exists();
    assertThat(out.resolve("labels.json")).exists();
  }

  @Test
  void aSecondFileIsComparedClassByClass() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.csv"), NIH);
    Path second =
        Files.writeString(
            folder.resolve("second.csv"),
            """
            path,label:Effusion,label:Hernia,label:Cardiomegaly
            images_001/images/00000001_000.png,0,,1
            images_001/images/00000001_001.png,-1,1,
            images_001/images/00000002_000.png,1,,
            images_001/images/00000003_000.png,,1,
            """);
    Path out = folder.resolve("out");
    CommandLineRun.of(
        "validate", data, "--labels", labels, "--compare-labels", second, "--out", out);
    assertThat(Files.readAllLines(out.resolve("findings.csv")))
        .filteredOn(line -> line.contains("labels-differ"))
        .containsExactly(
            "images_001/images/00000001_000.png,labels-differ,warning,\"Effusion, but not so in"
                + " line 2 of second.csv\"",
            "images_001/images/00000001_001.png,labels-differ,warning,\"not Hernia, but so in line"
                + " 3 of second.csv\"");

    Path one =
        Files.writeString(
            folder.resolve("one.csv"), "path,label\nimages_001/images/00000001_000.png,A\n");
    CommandLineRun refused =
        CommandLineRun.of("validate", data, "--labels", labels, "--compare-labels", one);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("only labels of the same kind can be compared");
  }

  @Test
  void copiesContradictEachOtherInAClass() throws IOException {
    Files.copy(
        data.resolve("images_001/images/00000001_000.png"),
        data.resolve("images_001/images/00000004_000.png"));
    Files.copy(
        data.resolve("images_001/images/00000003_000.png"),
        data.resolve("images_001/images/00000005_000.png"));
    Path labels =
        Files.writeString(
            folder.resolve("labels.csv"),
            NIH
                + "00000004_000.png,Cardiomegaly,0,4,74,F,PA,2500,2048,0.168,0.168\n"
                + "00000005_000.png,Hernia,0,5,74,F,PA,2500,2048,0.168,0.168\n");
    Path out = folder.resolve("out");
    CommandLineRun run = CommandLineRun.of("validate", data, "--labels", labels, "--out", out);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(Files.readAllLines(out.resolve("findings.csv")))
        .filteredOn(line -> line.contains("label-conflict"))
        .containsExactly(
            "images_001/images/00000001_000.png,label-conflict,error,\"is labelled"
                + " Cardiomegaly|Effusion, and its copy images_001/images/00000004_000.png"
                + " Cardiomegaly: one has what the other has not, Effusion\"",
            "images_001/images/00000004_000.png,label-conflict,error,\"is labelled Cardiomegaly,"
                + " and its copy images_001/images/00000001_000.png Cardiomegaly|Effusion: one has"
                + " what the other has not, Effusion\"");
  }

  @Test
  void imagesOfOneStudyContradictEachOther() throws IOException {
    Path studies = folder.resolve("studies");
    PngDataset.write(studies.resolve("patient1/study1/view1_frontal.png"), 120);
    PngDataset.write(studies.resolve("patient1/study1/view2_lateral.png"), 130);
    PngDataset.write(studies.resolve("patient1/study2/view1_frontal.png"), 140);
    Path labels =
        Files.writeString(
            folder.resolve("train.csv"),
            """
            Path,Sex,No Finding,Edema,Pneumonia,Pneumothorax,Fracture,Support Devices
            patient1/study1/view1_frontal.png,F,,1.0,-1.0,,0.0,1.0
            patient1/study1/view2_lateral.png,F,,0.0,1.0,0.0,,1.0
            patient1/study2/view1_frontal.png,F,1.0,,,,,
            """);
    Path out = folder.resolve("out");
    CommandLineRun run = CommandLineRun.of("validate", studies, "--labels", labels, "--out", out);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readAllLines(out.resolve("findings.csv")))
        .filteredOn(line -> line.contains("study-label-conflict"))
        .containsExactly(
            "patient1/study1/view1_frontal.png,study-label-conflict,warning,\"is of the same study"
                + " as patient1/study1/view2_lateral.png; here, not there: Edema\"",
            "patient1/study1/view2_lateral.png,study-label-conflict,warning,\"is of the same study"
                + " as patient1/study1/view1_frontal.png; there, not here: Edema\"");
  }

  @Test
  void optionsWithoutALabelFile() {
    for (String option : List.of("--label-separator", "--label-rows", "--label-columns")) {
      CommandLineRun run = CommandLineRun.of("validate", data, option, "any");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("of --labels: give that, too");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--label-columns, kind, expected pairs of path",
    "--label-separator, ' ', is blank",
    "--label-rows, most, expected one of",
    "--classes, '[A,B]', a list in brackets holds quoted names",
    "--classes, 'A,A', names A twice",
    "--patient-pattern, '(', patient",
  })
  void optionsThatCannotBeMeant(String option, String value, String message) throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.csv"), NIH);
    Path out = folder.resolve("out");
    for (List<Object> command :
        List.of(
            List.<Object>of("preprocess", data, "--out", out),
            List.<Object>of("validate", data),
            List.<Object>of("stats", data))) {
      List<Object> arguments = new ArrayList<>(command);
      arguments.addAll(List.of("--labels", labels, option, value));
      CommandLineRun run = CommandLineRun.of(arguments.toArray());
      assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).contains(message);
    }
  }

  @Test
  void aLabelsFileOfTheUserStays() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.csv"), NIH);
    Path out = Files.createDirectories(folder.resolve("v1"));
    Path own = Files.writeString(out.resolve("labels.json"), "{\"classes\": [\"mine\"]}");
    CommandLineRun refused = CommandLineRun.of("validate", data, "--labels", labels, "--out", out);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errorLines()).singleElement().asString().contains("labels.json");
    assertThat(out.toFile().list()).containsExactly("labels.json");
    assertThat(own).content().isEqualTo("{\"classes\": [\"mine\"]}");
    Files.delete(own);
    assertThat(CommandLineRun.of("validate", data, "--out", out).exitCode()).isZero();
    Files.writeString(own, "not even JSON");
    CommandLineRun overwriting = CommandLineRun.of("validate", data, "--out", out, "--overwrite");
    // Findings have been written there, but without labels: the file of that name is not theirs.
    assertThat(overwriting.exitCode()).isEqualTo(1);
    assertThat(own).content().isEqualTo("not even JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifest.csv",
        "findings.csv",
        "findings.json",
        "measures.csv",
        "distributions.csv",
        "report.html",
        "labels.json"
      })
  void filesOfTheUserStay(String name) throws IOException {
    Path out = Files.createDirectories(folder.resolve("v2"));
    Path own = Files.writeString(out.resolve(name), "mine");
    for (String command : List.of("validate", "preprocess")) {
      for (List<String> more : List.of(List.<String>of(), List.of("--overwrite"))) {
        List<Object> arguments = new ArrayList<>(List.of(command, data, "--out", out));
        arguments.addAll(more);
        if (command.equals("preprocess")) {
          arguments.addAll(List.of("--normalize", "none"));
        }
        CommandLineRun run = CommandLineRun.of(arguments.toArray());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("already holds '" + name + "', which no " + command);
        assertThat(out.toFile().list()).containsExactly(name);
        assertThat(own).content().isEqualTo("mine");
      }
    }
  }

  @Test
  void aLabelsFileOfEarlierFindingsGoesWithThem() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.csv"), NIH);
    Path out = folder.resolve("v2");
    for (int i = 0; i < 2; i++) {
      CommandLineRun run =
          CommandLineRun.of("validate", data, "--labels", labels, "--out", out, "--overwrite");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(out.resolve("labels.json")).exists();
    }
    CommandLineRun single = CommandLineRun.of("validate", data, "--out", out, "--overwrite");
    assertThat(single.exitCode()).as(single.err()).isZero();
    assertThat(out.resolve("labels.json")).doesNotExist();
  }

  @Test
  void theSummaryAlignsClassesWithoutImages() throws IOException {
    Path labels =
        Files.writeString(
            folder.resolve("table.csv"),
            """
            path,A,A finding that no image shows
            images_001/images/00000001_000.png,1,0
            images_001/images/00000001_001.png,0,0
            images_001/images/00000002_000.png,0,0
            images_001/images/00000003_000.png,1,0
            """);
    CommandLineRun run =
        CommandLineRun.of(
            "validate",
            data,
            "--labels",
            labels,
            "--label-columns",
            "path=path,label=A..A finding that no image shows");
    List<String> rows =
        run.out()
            .lines()
            .filter(line -> line.startsWith("  all ") || line.startsWith("  split"))
            .toList();
    assertThat(rows).anySatisfy(row -> assertThat(row).contains("A finding that no image shows"));
    assertThat(rows.stream().map(String::length).distinct()).as(run.out() + run.err()).hasSize(1);
  }
}
