package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands do when they are called rightly. */
class CommandsTest {
  @TempDir Path folder;
  private Path dataset = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void createDataset() throws IOException {
    dataset = PngDataset.create(folder.resolve("data"));
    out = folder.resolve("out");
  }

  private void addFault() throws IOException {
    Path whole = PngDataset.write(dataset.resolve("train/NORMAL/bad.png"), 120);
    Files.write(whole, Arrays.copyOf(Files.readAllBytes(whole), 100));
  }

  private static CommandLineRun succeed(CommandLineRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  @Test
  void preprocessTellsAPersonWhatHappened() throws IOException {
    addFault();
    CommandLineRun run = succeed(CommandLineRun.preprocess(dataset, out, "--threads", "2"));
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("9 files: 8 kept, 0 of them flagged, 1 dropped")
        .contains("truncated (1 error)", "train/NORMAL/bad.png")
        .contains("Training split, 4 images", "Device cpu", "2 threads", "Results in " + out);
    assertThat(out.resolve("train/images.npy")).exists();
  }

  @Test
  void preprocessTellsAProgram() throws IOException {
    addFault();
    JsonNode json = succeed(CommandLineRun.preprocess(dataset, out, "--json")).json();
    assertThat(json.get("layout").asString()).isEqualTo("split-folders");
    assertThat(json.get("files").asInt()).isEqualTo(9);
    assertThat(json.get("ok").asInt()).isEqualTo(8);
    assertThat(json.get("dropped").asInt()).isEqualTo(1);
    assertThat(json.get("out").asString()).isEqualTo(out.toString());
    assertThat(json.get("statistics").get("images").asInt()).isEqualTo(4);
    assertThat(json.get("findings").get(0).get("code").asString()).isEqualTo("truncated");
  }

  @Test
  void faultsAreTreatedByKindAndTheManifestSaysHow() throws IOException {
    Path small = PngDataset.write(dataset.resolve("train/NORMAL/small.png"), 40);
    BufferedImage gap = new BufferedImage(200, 160, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 200 * 160; i++) {
      int x = i % 200;
      int y = i / 200;
      gap.getRaster().setSample(x, y, 0, y == 90 ? 0 : 60 + (x * 7 + y * 13) % 150);
    }
    ImageIO.write(gap, "png", dataset.resolve("train/NORMAL/gap.png").toFile());
    succeed(
        CommandLineRun.preprocess(
            dataset, out, "--on-fault", "too-small=flag,missing-region=impute"));
    String manifest = Files.readString(out.resolve("manifest.csv"));
    assertThat(manifest.lines().findFirst().orElseThrow()).endsWith(",pad_top,patches");
    assertThat(manifest)
        .containsPattern("train/NORMAL/gap.png,.*missing-region.*,inpaint 200x1 at 0 90\n")
        .containsPattern("train/NORMAL/" + small.getFileName() + ",.*,flagged,too-small");
    assertThat(json(out.resolve("pipeline.json")).get("pipeline").get("on-fault").toString())
        .isEqualTo("{\"too-small\":\"flag\",\"missing-region\":\"impute\"}");
    CommandLineRun failed =
        CommandLineRun.preprocess(dataset, out, "--overwrite", "--on-fault", "too-small=fail");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err()).contains("small.png", "on-fault too-small=fail");
  }

  @Test
  void aFilterThatTakesStructureIsFlagged() throws IOException {
    BufferedImage ribs = new BufferedImage(240, 240, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 240 * 240; i++) {
      int row = i / 240;
      double rib = Math.tanh(2 * Math.sin((row + i % 240 / 4.0) * Math.PI / 5));
      ribs.getRaster().setSample(i % 240, i / 240, 0, (int) (120 + 25 * rib) + i * 31 % 5);
    }
    ImageIO.write(ribs, "png", dataset.resolve("train/NORMAL/ribs.png").toFile());
    succeed(CommandLineRun.preprocess(dataset, out, "--denoise", "bilateral:9:150:150"));
    assertThat(out.resolve("findings.csv"))
        .content()
        .contains("train/NORMAL/ribs.png,denoise-too-strong,warning,");
    assertThat(out.resolve("manifest.csv"))
        .content()
        .containsPattern("train/NORMAL/ribs.png,.*,flagged,denoise-too-strong");
    succeed(
        CommandLineRun.preprocess(
            dataset, out, "--overwrite", "--on-fault", "denoise-too-strong=flag"));
    assertThat(out.resolve("findings.csv")).content().doesNotContain("denoise-too-strong");
  }

  @Test
  void aFinishedRunIsOnlyReplacedWhenAsked() {
    succeed(CommandLineRun.preprocess(dataset, out));
    CommandLineRun again = CommandLineRun.preprocess(dataset, out);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.errorLines()).singleElement().asString().contains("--overwrite");
    succeed(CommandLineRun.preprocess(dataset, out, "--overwrite"));
  }

  @Test
  void optionsOverrideThePipelineFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("p.yaml"),
            "stages: [resize: {size: 32}, median: {kernel: 5}]\nnormalize: none\ndtype: uint8");
    succeed(
        CommandLineRun.preprocess(
            dataset, out, "--pipeline", file, "--size", "48x40", "--clahe", "3:4x4"));
    JsonNode stages = json(out.resolve("pipeline.json")).get("pipeline").get("stages");
    assertThat(stages)
        .hasToString(
            "[{\"resize\":{\"size\":\"48x40\",\"fit\":\"letterbox\",\"interpolation\":\"linear\"}},"
                + "{\"median\":{\"kernel\":5}},{\"clahe\":{\"clip-limit\":3.0,\"tiles\":\"4x4\"}}]");
    assertThat(Files.size(out.resolve("train/images.npy"))).isEqualTo(128 + 4 * 48 * 40);
  }

  @Test
  void theRecordNamesEveryLibraryThatMakesPixels() throws IOException {
    succeed(CommandLineRun.preprocess(dataset, out));
    List<String> libraries = new ArrayList<>();
    json(out.resolve("pipeline.json")).get("libraries").forEach(l -> libraries.add(l.asString()));
    assertThat(libraries)
        .contains("OpenCV 4.13.0", "FFmpeg 8.0.1", "xray-gpu DICOM decoder")
        .contains("xray-gpu JPEG 2000 decoder")
        .doesNotHaveDuplicates();
    assertThat(Files.readString(out.resolve("report.html"))).contains("FFmpeg 8.0.1");
  }

  @Test
  void pngNeedsNoFurtherOptions() throws IOException {
    CommandLineRun run = succeed(CommandLineRun.preprocess(dataset, out, "--format", "png"));
    assertThat(out.resolve("train/NORMAL/x0.png")).exists();
    assertThat(run.out()).contains("train/ 224x224").doesNotContain("uint8");
    JsonNode pipeline = json(out.resolve("pipeline.json")).get("pipeline");
    assertThat(pipeline.has("stages")).isTrue();
    assertThat(pipeline.has("dtype")).isFalse();
    assertThat(out.resolve("train/images.npy")).doesNotExist();
  }

  @Test
  void enumerationsAreTakenInAnyCase() {
    succeed(
        CommandLineRun.preprocess(
            dataset, out, "--format", "NPY", "--on-invalid", "Flag", "--dtype", "Float16"));
  }

  @Test
  void validateRemembersErrorsInItsExitCode() throws IOException {
    CommandLineRun clean = succeed(CommandLineRun.of("validate", dataset));
    assertThat(clean.out()).contains("8 files", "No findings.");
    addFault();
    CommandLineRun run = CommandLineRun.of("validate", dataset, "--out", out);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("truncated", "train/NORMAL/bad.png");
    assertThat(out.toFile().list()).contains("manifest.csv", "findings.csv", "findings.json");
    CommandLineRun json = CommandLineRun.of("validate", dataset, "--json");
    assertThat(json.exitCode()).isEqualTo(3);
    assertThat(json.json().get("dropped").asInt()).isEqualTo(1);
    assertThat(CommandLineRun.of("validate", dataset, "--out", out).exitCode()).isEqualTo(1);
    assertThat(CommandLineRun.of("validate", dataset, "--out", out, "--overwrite").exitCode())
        .isEqualTo(3);
  }

  @Test
  void datasetOfWhichNothingCanBeUsedIsAnError(@TempDir Path useless) throws IOException {
    Files.writeString(
        Files.createDirectories(useless.resolve("train/A")).resolve("a.txt"), "words");
    CommandLineRun run = CommandLineRun.of("validate", useless);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("Nothing is kept", "(1 warning)");
    CommandLineRun prepared =
        CommandLineRun.of("preprocess", useless, "--out", out, "--normalize", "none");
    assertThat(prepared.exitCode()).isEqualTo(3);
    assertThat(prepared.out()).contains("Nothing is kept");
  }

  @Test
  void warningsAreNoErrors() throws IOException {
    Files.writeString(dataset.resolve("train/NORMAL/notes.txt"), "some words");
    PngDataset.write(dataset.resolve("train/NORMAL/small.png"), 60);
    PngDataset.write(dataset.resolve("train/NORMAL/smaller.png"), 58);
    CommandLineRun run = succeed(CommandLineRun.of("validate", dataset));
    assertThat(run.out()).contains("not-an-image (1 warning)", "too-small (2 warnings)");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // no such names there
  void namesAreNoCommandsToATerminal() throws IOException {
    Path file = dataset.resolve("train/A\u001b[2J/x\ny.png");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "some words");
    PngDataset.write(file.resolveSibling("z.png"), 120);
    CommandLineRun run = CommandLineRun.of("validate", dataset);
    assertThat(run.out())
        .doesNotContain("\u001b")
        .contains("  train  A\\u001b[2J")
        .contains("train/A\\u001b[2J/x\\ny.png: not an image: the content is text")
        .contains("the class A\\u001b[2J is in train only");
    CommandLineRun.of("validate", dataset, "--out", out);
    JsonNode findings = json(out.resolve("findings.json"));
    assertThat(findings).isNotEmpty();
    for (JsonNode finding : findings) {
      assertThat(finding.get("message").asString()).doesNotContain("\u001b", "\n");
    }
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("the class A\\u001b[2J is in train only");
  }

  @Test
  void statsOfOneDatasetNormaliseAnother() throws IOException {
    Path file = folder.resolve("statistics.json");
    CommandLineRun run =
        succeed(CommandLineRun.of("stats", dataset, "--out", file, "--device", "cpu"));
    assertThat(run.out()).contains("Training split, 4 images", "Wrote " + file);
    JsonNode input = json(file).get("input");
    assertThat(input.get("pixels").asLong()).isEqualTo(2 * (120 * 120 + 130 * 130));
    succeed(CommandLineRun.preprocess(dataset, out, "--normalize", file));
    JsonNode normalization = json(out.resolve("pipeline.json")).get("normalization");
    assertThat(normalization.get("mean").asDouble()).isEqualTo(input.get("mean").asDouble());
    assertThat(normalization.get("std").asDouble()).isEqualTo(input.get("std").asDouble());
    JsonNode printed =
        succeed(CommandLineRun.of("stats", dataset, "--json", "--device", "cpu")).json();
    assertThat(printed.get("input").get("mean").asDouble()).isEqualTo(input.get("mean").asDouble());
  }

  // What serves a model must do to an image what was done to those that it learnt from.
  @Test
  void aRunsPipelineDoesTheSameToOtherImages() throws IOException {
    succeed(CommandLineRun.preprocess(dataset, out, "--size", 48, "--denoise", "median:5"));
    Path record = out.resolve("pipeline.json");
    Path images = Files.createDirectories(folder.resolve("images"));
    Path image = Files.copy(dataset.resolve("train/PNEUMONIA/x1.png"), images.resolve("again.png"));
    PngDataset.write(images.resolve("bright.png"), 200);

    Path others = folder.resolve("others");
    succeed(CommandLineRun.preprocess(images, others, "--pipeline", record));
    Path served = folder.resolve("served.npy");
    succeed(
        CommandLineRun.inspect(
            image, "--pipeline", record, "--stage", "normalize", "--out", served));

    byte[] trained = Files.readAllBytes(out.resolve("train/images.npy"));
    int row = 48 * 48 * 4;
    byte[] last = Arrays.copyOfRange(trained, trained.length - row, trained.length);
    byte[] again = Files.readAllBytes(others.resolve("all/images.npy"));
    byte[] alone = Files.readAllBytes(served);
    assertThat(Arrays.copyOfRange(again, 128, 128 + row)).isEqualTo(last);
    assertThat(Arrays.copyOfRange(alone, 128, alone.length)).isEqualTo(last);
    assertThat(json(others.resolve("pipeline.json")).get("normalization"))
        .isEqualTo(json(record).get("normalization"));
  }

  @Test
  void inspectShowsAFileAndWritesAnyStage() throws IOException {
    Path image = dataset.resolve("train/NORMAL/x0.png");
    CommandLineRun shown = succeed(CommandLineRun.inspect(image, "--no-picture"));
    assertThat(shown.out()).contains("PNG", "120x120", "8 bit", "sha256");
    for (String stage : new String[] {"decoded", "resize", "denoise", "clahe", "normalize"}) {
      Path array = folder.resolve(stage + ".npy");
      succeed(
          CommandLineRun.inspect(
              image, "--stage", stage, "--normalize", "0.5,0.25", "--out", array));
      long bytes =
          switch (stage) {
            case "decoded" -> 120 * 120;
            case "normalize" -> 224 * 224 * 4;
            default -> 224 * 224;
          };
      assertThat(Files.size(array)).isEqualTo(128 + bytes);
    }
    Path picture = folder.resolve("clahe.png");
    succeed(CommandLineRun.inspect(image, "--stage", "clahe", "--out", picture));
    assertThat(succeed(CommandLineRun.inspect(picture, "--no-picture")).out()).contains("224x224");
  }

  @Test
  void devicesAreListedWithReasonsAndRemedies() {
    CommandLineRun run = succeed(CommandLineRun.of("devices"));
    assertThat(run.out()).contains("cpu ", "OpenCV", "\ncpu", "cuda ", "opencv-cuda");
    assertThat(run.out().lines()).allMatch(line -> line.matches("[a-z:0-9-]+ +(un)?available .*"));
    JsonNode devices = succeed(CommandLineRun.of("devices", "--json")).json().get("devices");
    assertThat(devices.size()).isGreaterThanOrEqualTo(3);
    for (JsonNode device : devices) {
      boolean available = device.get("available").asBoolean();
      assertThat(device.has("reason")).isEqualTo(!available);
      assertThat(device.has("remedy")).isEqualTo(!available);
      assertThat(device.has("software")).isEqualTo(available);
    }
  }

  @Test
  void autoSaysWhichDeviceAndWhyNotAFasterOne() {
    CommandLineRun run = succeed(CommandLineRun.of("preprocess", dataset, "--out", out, "--json"));
    String device = run.json().get("device").asString();
    assertThat(run.err().lines()).hasSize(1).allMatch(line -> line.startsWith("Device " + device));
    if (device.equals("cpu")) {
      assertThat(run.err()).contains("cuda", "not available: ").contains("or use --device cpu");
    }
  }

  @Test
  void selftestComparesTheCpuWithIndependentArithmetic() {
    CommandLineRun run = succeed(CommandLineRun.of("selftest", "--device", "cpu"));
    assertThat(run.out())
        .contains(
            "against independent arithmetic", "resize linear", "tutorial", "All checks passed.")
        .doesNotContain("FAIL");
  }

  @Test
  void selftestOfADeviceThatIsNotThere() {
    CommandLineRun run = CommandLineRun.of("selftest", "--device", "opencv-cuda:77");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("xray-gpu: device opencv-cuda").contains("opencv-cuda");
    assertThat(CommandLineRun.of("selftest", "--device", "tpu").exitCode()).isEqualTo(1);
  }

  private static JsonNode json(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }
}
