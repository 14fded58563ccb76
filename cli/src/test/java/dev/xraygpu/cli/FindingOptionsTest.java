package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.sink.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which findings are reported, how bad each is, and what exit code follows. */
class FindingOptionsTest {
  @TempDir Path folder;
  private Path dataset;

  @BeforeEach
  void create() throws IOException {
    dataset = PngDataset.create(folder.resolve("data"));
    PngDataset.write(dataset.resolve("train/NORMAL/tiny.png"), 40);
    Files.writeString(dataset.resolve("train/NORMAL/notes.txt"), "no image");
  }

  private CommandLineRun validate(Object... more) {
    Object[] arguments = new Object[more.length + 3];
    arguments[0] = "validate";
    arguments[1] = dataset;
    arguments[2] = "--json";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CommandLineRun.of(arguments);
  }

  private static String codes(CommandLineRun run) {
    JsonNode findings = JsonMapper.shared().readTree(run.out()).get("findings");
    StringBuilder codes = new StringBuilder();
    findings.forEach(
        finding -> {
          String code = finding.get("code").asString();
          if (code.equals("too-small") || code.equals("not-an-image")) {
            codes.append(code).append(' ');
          }
        });
    return codes.toString().trim();
  }

  @Test
  void errorsEndWithExitCodeThree() {
    CommandLineRun run = validate();
    assertThat(codes(run)).isEqualTo("too-small not-an-image");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void whatIsIgnoredIsNotReportedAndIsNoError() {
    CommandLineRun run = validate("--ignore", "too-small");
    assertThat(codes(run)).isEqualTo("not-an-image");
    assertThat(run.exitCode()).isZero();
    // The check is off, so the small image is kept.
    assertThat(JsonMapper.shared().readTree(run.out()).get("dropped").asInt()).isEqualTo(1);
  }

  @Test
  void imagesOfBothDepthsAreToldUnlessTheyAreMadeAlike() throws IOException {
    for (int i = 0; i < 5; i++) {
      HostImage image = HostImage.allocate(PixelType.U16, Size.square(120 + i));
      for (int at = 0; at < image.pixels().capacity(); at++) {
        image.pixels().put(at, (byte) (40 + at * (i + 7) % 101));
      }
      Files.write(dataset.resolve("train/PNEUMONIA/deep" + i + ".png"), PngEncoder.encode(image));
    }
    String finding = "8 images have 8 bits and 5 have 16";
    assertThat(validate().out()).contains("mixed-depths", finding);
    assertThat(validate("--depth", "8").out()).doesNotContain("mixed-depths");
    assertThat(validate("--depth", "16").out()).doesNotContain("mixed-depths");
  }

  @Test
  void aSummaryWithoutFindingsSaysWhatWasLeftOut() {
    String nothing = CommandLineRun.of("validate", dataset, "--ignore", "*").out();
    assertThat(nothing)
        .contains("No finding is reported", "says nothing about the dataset")
        .doesNotContain("No findings");
    assertThat(CommandLineRun.of("validate", dataset, "--select", "color").out())
        .contains(
            "No findings of the only kind that is reported; "
                + (FindingCode.values().length - 1)
                + " kinds are left out.");
  }

  @Test
  void aSummaryCountsOneKindAsOne(@TempDir Path other) throws IOException {
    Path clean = PngDataset.create(other.resolve("data"));
    assertThat(CommandLineRun.of("validate", clean, "--ignore", "color").out())
        .contains(
            "No findings of the "
                + (FindingCode.values().length - 1)
                + " kinds that are reported; 1 kind is left out.");
  }

  @Test
  void aTrainingSplitOfUnusableFilesIsToldFromNone(@TempDir Path other) throws IOException {
    Path train = Files.createDirectories(other.resolve("data/train/NORMAL"));
    Files.createSymbolicLink(train.resolve("a.png"), Path.of("nowhere"));
    for (String command : List.of("stats", "preprocess")) {
      CommandLineRun run =
          CommandLineRun.of(command, other.resolve("data"), "--out", other.resolve(command));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errorLines())
          .singleElement()
          .asString()
          .contains("no image of the training split can be used", "train/NORMAL/a.png", "nowhere");
    }
  }

  @Test
  void whatTheTrainingSplitWasDroppedForIsTold(@TempDir Path other) throws IOException {
    Path train = Files.createDirectories(other.resolve("data/train/NORMAL"));
    Files.writeString(train.resolve("a.png"), "a note");
    Files.writeString(train.resolve("b.png"), "another");
    for (String[] command :
        new String[][] {
          {"stats", "there are no statistics"}, {"preprocess", "there is nothing to normalise with"}
        }) {
      CommandLineRun run =
          CommandLineRun.of(
              command[0], other.resolve("data"), "--out", other.resolve("out"), "--device", "cpu");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errorLines())
          .singleElement()
          .asString()
          .contains(
              "no usable image in the training split, so "
                  + command[1]
                  + ": 2 not-an-image, such as train/NORMAL/a.png: ");
    }
  }

  @Test
  void selectLeavesTheSelectedAlone() {
    CommandLineRun run = validate("--select", "not-*");
    assertThat(codes(run)).isEqualTo("not-an-image");
    assertThat(run.exitCode()).isZero();
    assertThat(codes(validate("--select", "all", "--ignore", "not-an-image")))
        .isEqualTo("too-small");
  }

  @Test
  void whatHasNoPixelsStaysOutAndTheManifestSaysWhy() throws IOException {
    Path out = folder.resolve("out");
    CommandLineRun run =
        CommandLineRun.of("validate", dataset, "--ignore", "not-an-image", "--out", out);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(out.resolve("findings.csv")).content().doesNotContain("not-an-image");
    assertThat(out.resolve("manifest.csv"))
        .content()
        .contains("train/NORMAL/notes.txt,train,NORMAL,,dropped,not-an-image,");
  }

  @Test
  void theConfigurationFileSetsSeverities() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("checks.yaml"),
            "severity: {too-small: warning, not-an-image: error}\nignore: color\n");
    assertThat(validate("--config", file, "--ignore", "not-an-image").exitCode()).isZero();
    assertThat(validate("--config", file).exitCode()).isEqualTo(3);
    assertThat(codes(validate("--config", file, "--ignore", "not-an-image")))
        .isEqualTo("too-small");
  }

  @Test
  void findingsAreAlsoJson() throws IOException {
    Path out = folder.resolve("out");
    CommandLineRun.of("validate", dataset, "--out", out);
    JsonNode findings = JsonMapper.shared().readTree(out.resolve("findings.json").toFile());
    assertThat(findings.isArray()).isTrue();
    assertThat(findings)
        .anySatisfy(
            finding -> {
              assertThat(finding.get("path").asString()).isEqualTo("train/NORMAL/tiny.png");
              assertThat(finding.get("code").asString()).isEqualTo("too-small");
              assertThat(finding.get("severity").asString()).isEqualTo("error");
              assertThat(finding.get("remedy").asString()).isNotEmpty();
            });
    assertThat(Files.readAllLines(out.resolve("findings.csv"))).hasSize(findings.size() + 1);
  }

  @Test
  void mistakesAreUsageErrorsThatNameTheKey() throws IOException {
    Path file = folder.resolve("checks.yaml");
    for (String[] mistake :
        new String[][] {
          {"severities: {}", "severities", "severity"},
          {"severity: {too-small: bad}", "line 1, column 23", "severity.too-small", "warning"},
          {"severity: {tiny: info}", "tiny", "too-small"},
          {"select: [tiny]", "tiny", "too-small"},
          {"image:\n  small: 3", "line 2, column 3", "image: unknown key 'small'", "small-side"},
          {"image: {black-mean: 256}", "image.black-mean", "255"},
          {"- a", "line 1, column 1", "expected the keys"},
          {"ignore: [color, colour]", "line 1, column 17", "did you mean 'color'"},
          {"a: [", "line 1", "YAML"},
        }) {
      Files.writeString(file, mistake[0]);
      CommandLineRun run = validate("--config", file);
      assertThat(run.exitCode()).as(mistake[0]).isEqualTo(2);
      assertThat(run.err())
          .as(mistake[0])
          .contains(Arrays.copyOfRange(mistake, 1, mistake.length))
          .contains("checks.yaml");
    }
    assertThat(validate("--config", folder.resolve("none.yaml")).exitCode()).isEqualTo(2);
    CommandLineRun unknown = validate("--ignore", "tiny");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("tiny", "too-small");
  }
}
