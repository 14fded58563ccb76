package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What uncertain and blank labels become where they are written, and which classes are. */
class WrittenLabelsRunTest {
  private static final float NAN = Float.NaN;

  @TempDir Path folder;
  private Path data;
  private Path labels;

  @BeforeEach
  void makeDataset() throws IOException {
    data = folder.resolve("chexpert");
    for (int i = 1; i <= 4; i++) {
      PngDataset.write(data.resolve("patient" + i + "/study1/view1_frontal.png"), 110 + 10 * i);
    }
    labels =
        Files.writeString(
            folder.resolve("train.csv"),
            """
            Path,Sex,No Finding,Edema,Pneumonia,Pneumothorax,Fracture,Support Devices
            patient1/study1/view1_frontal.png,F,1.0,,,,0.0,1.0
            patient2/study1/view1_frontal.png,F,,-1.0,1.0,0.0,,-1.0
            patient3/study1/view1_frontal.png,F,,,-1.0,,,
            patient4/study1/view1_frontal.png,F,0.0,0.0,0.0,-1.0,0.0,0.0
            """);
  }

  private CommandLineRun preprocess(Path out, Object... options) {
    List<Object> all = new ArrayList<>(List.of("--labels", labels, "--size", 32));
    all.addAll(List.of("--normalize", "none", "--dtype", "uint8"));
    all.addAll(Arrays.asList(options));
    return CommandLineRun.preprocess(data, out, all.toArray());
  }

  private Path done(String name, Object... options) {
    Path out = folder.resolve(name);
    CommandLineRun run = preprocess(out, options);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return out;
  }

  private static JsonNode json(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  @Test
  void uncertainAndBlankLabels() throws IOException {
    Path out = done("out", "--uncertain", "zero,Edema=one,Pneumothorax=nan", "--blank", "zero");
    assertThat(FloatMatrix.read(out.resolve("all/labels.npy"), 6))
        .containsExactly(
            1f, 0f, 0f, 0f, 0f, 1f, //
            0f, 1f, 1f, 0f, 0f, 0f, //
            0f, 0f, 0f, 0f, 0f, 0f, //
            0f, 0f, 0f, NAN, 0f, 0f);
    Path usual = done("usual");
    assertThat(FloatMatrix.read(usual.resolve("all/labels.npy"), 6))
        .containsExactly(
            1f, NAN, NAN, NAN, 0f, 1f, //
            NAN, -1f, 1f, 0f, NAN, -1f, //
            NAN, NAN, -1f, NAN, NAN, NAN, //
            0f, 0f, 0f, -1f, 0f, 0f);

    // Everything else says what the table says.
    for (String name : List.of("manifest.csv", "findings.csv", "distributions.csv")) {
      assertThat(out.resolve(name)).hasSameTextualContentAs(usual.resolve(name));
    }
    assertThat(out.resolve("manifest.csv")).content().contains(",all,Edema?|Pneumonia|-Pneumo");
    JsonNode said = json(usual.resolve("labels.json"));
    JsonNode written = json(out.resolve("labels.json"));
    assertThat(written.get("images")).isEqualTo(said.get("images"));
    assertThat(said.propertyNames()).containsExactly("classes", "values", "images");
    assertThat(written.propertyNames())
        .containsExactly("classes", "values", "uncertain", "blank", "images", "written");
    assertThat(written.at("/images/all/Edema").toString())
        .isEqualTo("{\"positive\":0,\"uncertain\":1,\"negative\":1,\"unknown\":2}");
    assertThat(written.at("/written/all/Edema").toString())
        .isEqualTo("{\"positive\":1,\"uncertain\":0,\"negative\":3,\"unknown\":0}");
    assertThat(written.at("/written/all/Pneumothorax/unknown").asInt()).isEqualTo(1);
    assertThat(written.at("/blank").asString()).isEqualTo("zero");
    assertThat(written.at("/uncertain").toString())
        .contains("\"No Finding\":\"zero\"", "\"Edema\":\"one\"", "\"Pneumothorax\":\"nan\"");
    JsonNode pipeline = json(out.resolve("pipeline.json"));
    assertThat(pipeline.get("uncertain")).isEqualTo(written.get("uncertain"));
    assertThat(pipeline.at("/blank").asString()).isEqualTo("zero");
    assertThat(json(usual.resolve("pipeline.json")).at("/uncertain/Edema").asString())
        .isEqualTo("keep");
  }

  @Test
  void chosenClassesInTheirOrder() throws IOException {
    Path out = done("out", "--classes", "Pneumothorax,Edema", "--uncertain", "nan");
    assertThat(FloatMatrix.read(out.resolve("all/labels.npy"), 2))
        .containsExactly(NAN, NAN, 0f, NAN, NAN, NAN, NAN, 0f);
    assertThat(json(out.resolve("classes.json")).toString())
        .isEqualTo("{\"Pneumothorax\":0,\"Edema\":1}");
    assertThat(json(out.resolve("labels.json")).get("classes").toString())
        .isEqualTo("[\"Pneumothorax\",\"Edema\"]");
    assertThat(json(out.resolve("pipeline.json")).get("classes").toString())
        .isEqualTo("[\"Pneumothorax\",\"Edema\"]");
    assertThat(out.resolve("manifest.csv"))
        .content()
        .contains(",all,Edema?,patient2")
        .contains(",all,Pneumothorax?,patient4")
        .doesNotContain("No Finding");
    assertThat(json(done("all").resolve("pipeline.json")).propertyNames())
        .doesNotContain("classes");
  }

  @Test
  void archivesHaveTheSameNumbers() throws IOException {
    List<Object> options = List.of("--uncertain", "one", "--blank", "zero", "--classes", "Edema");
    Path arrays = done("arrays", options.toArray());
    List<Object> archived = new ArrayList<>(options);
    archived.addAll(List.of("--format", "webdataset", "--threads", 4));
    Path archives = done("archives", archived.toArray());
    byte[] tar = Files.readAllBytes(archives.resolve("all/all-000000.tar"));
    String text = new String(tar, StandardCharsets.ISO_8859_1);
    List<Float> numbers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int header = text.indexOf("00000000" + i + ".labels.npy");
      assertThat(header).isNotNegative();
      // Blocks of 512 bytes: tar's header, then the array behind one of its own of 128.
      numbers.add(ByteBuffer.wrap(tar).order(ByteOrder.LITTLE_ENDIAN).getFloat(header + 512 + 128));
    }
    assertThat(numbers)
        .containsExactly(0f, 1f, 0f, 0f)
        .isEqualTo(FloatMatrix.read(arrays.resolve("all/labels.npy"), 1));
  }

  @Test
  void anotherChoiceIsAnotherRun() {
    Path out = done("out", "--uncertain", "zero", "--blank", "zero");
    assertThat(preprocess(out, "--uncertain", "zero", "--blank", "zero", "--resume").out())
        .contains("already finished");
    // What it comes to counts, not how it is written.
    String classes = "No Finding|Edema|Pneumonia|Pneumothorax|Fracture|Support Devices";
    String each = classes.replace("|", "=zero|") + "=zero";
    assertThat(
            preprocess(
                    out, "--uncertain", each, "--blank", "zero", "--classes", classes, "--resume")
                .out())
        .contains("already finished");
    for (List<Object> other :
        List.of(
            List.<Object>of("--uncertain", "zero"),
            List.<Object>of("--blank", "zero"),
            List.<Object>of("--uncertain", "zero,Edema=one", "--blank", "zero"),
            List.<Object>of(
                "--uncertain", "zero", "--blank", "zero", "--classes", "Edema,Pneumonia"))) {
      List<Object> options = new ArrayList<>(other);
      options.add("--resume");
      CommandLineRun run = preprocess(out, options.toArray());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("holds the results of a finished run of other ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "--uncertain two ! 2 ! --uncertain: expected one of keep, zero, one, nan, not 'two'",
        "--blank one ! 2 ! --blank: expected one of keep, zero, not 'one'",
        "--uncertain zero --format png --normalize none ! 2 ! --format png writes no numbers",
        "--uncertain Edem=one ! 1 ! --uncertain names the class Edem, which the labels do not have",
        "--classes Edema --uncertain Fracture=one ! 1 ! --uncertain names the class Fracture, which"
            + " --classes does not name, so nothing is written of it: name it in --classes, too, or",
        "--classes Edema,Mass ! 1 ! --classes names the class Mass, which the labels do not have",
        "--label-columns label=Edema --blank zero ! 1 ! are for images of several classes",
      })
  void wrongOptions(String options, int exitCode, String message) {
    Path out = folder.resolve("out");
    List<Object> all = new ArrayList<>(List.of("preprocess", data, "--out", out));
    all.addAll(List.of("--labels", labels, "--size", 32));
    if (!options.contains("--normalize")) {
      all.addAll(List.of("--normalize", "none"));
    }
    all.addAll(List.of((Object[]) options.split(" ")));
    CommandLineRun run = CommandLineRun.of(all.toArray());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).contains(message);
    assertThat(out).doesNotExist();
  }

  @Test
  void numbersOfClassFolders() throws IOException {
    Path folders = folder.resolve("folders");
    PngDataset.write(folders.resolve("NORMAL/a.png"), 120);
    PngDataset.write(folders.resolve("PNEUMONIA/b.png"), 130);
    Path out = folder.resolve("out");
    CommandLineRun run =
        CommandLineRun.preprocess(
            folders, out, "--normalize", "none", "--classes", "TB,PNEUMONIA,NORMAL");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("Labels: no image has the class TB of --classes");
    byte[] written = Files.readAllBytes(out.resolve("all/labels.npy"));
    ByteBuffer numbers = ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(numbers.getLong(128)).isEqualTo(2);
    assertThat(numbers.getLong(136)).isEqualTo(1);
    assertThat(json(out.resolve("classes.json")).toString())
        .isEqualTo("{\"TB\":0,\"PNEUMONIA\":1,\"NORMAL\":2}");

    CommandLineRun again =
        CommandLineRun.preprocess(
            folders, out, "--normalize", "none", "--classes", "PNEUMONIA,NORMAL", "--resume");
    assertThat(again.exitCode()).isEqualTo(1);
    CommandLineRun fewer = CommandLineRun.of("validate", folders, "--classes", "NORMAL");
    assertThat(fewer.exitCode()).isEqualTo(1);
    assertThat(fewer.err()).contains("the dataset has the class PNEUMONIA, which --classes does");
    Path sheet = folder.resolve("sheet.png");
    CommandLineRun inspected =
        CommandLineRun.of("inspect", folders, "--classes", "NORMAL", "--out", sheet);
    assertThat(inspected.err()).contains("which --classes does not name");
  }
}
