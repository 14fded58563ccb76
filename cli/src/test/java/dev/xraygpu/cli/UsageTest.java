package dev.xraygpu.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the program says when it is called wrongly, and what it says of itself. */
class UsageTest {
  @TempDir Path folder;
  private Path dataset = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void createDataset() throws IOException {
    dataset = PngDataset.create(folder.resolve("data"));
    out = folder.resolve("out");
  }

  // One line that says what is wrong, and at most one more that points to the help.
  private void assertUsage(CommandLineRun run, String... words) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.errorLines()).hasSizeBetween(1, 2);
    assertThat(run.errorLines().get(0)).startsWith("xray-gpu: ").contains(words);
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(out).doesNotExist();
  }

  private void assertFailure(CommandLineRun run, String... words) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.errorLines())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("xray-gpu: ").contains(words));
    assertThat(run.err()).doesNotContain("Exception");
  }

  @Test
  void unknownOptionsAndMissingOnes() {
    assertUsage(
        CommandLineRun.preprocess(dataset, out, "--sise", "100"),
        "unknown option --sise; did you mean --size?");
    assertUsage(
        CommandLineRun.of("preprocess", dataset, "--outt", out),
        "unknown option --outt; did you mean --out?");
    assertUsage(
        CommandLineRun.of("preprocess", "--outt=" + out, dataset),
        "unknown option --outt; did you mean --out?");
    assertUsage(
        CommandLineRun.of("preprocess", "--", dataset, "--out", out),
        "the option --out stands behind --, where names begin: put it before --");
    assertUsage(CommandLineRun.of("validate", dataset, "-q"), "unknown option -q");
    assertUsage(CommandLineRun.of("validate", dataset, "b"), "'b' is one argument too many");
    assertUsage(CommandLineRun.of("preprocess", dataset), "--out");
    assertUsage(CommandLineRun.of("preprocess", "--out", out), "DATASET");
    assertUsage(CommandLineRun.of("validate"), "DATASET");
    assertUsage(CommandLineRun.of("stats"), "DATASET");
    assertUsage(CommandLineRun.of("inspect"), "FILE");
    assertUsage(
        CommandLineRun.of("preproces", dataset),
        "no command is called 'preproces'; did you mean 'preprocess'? There are preprocess,");
    assertUsage(CommandLineRun.of("pipeline", "shw"), "did you mean 'show'?");
    assertUsage(CommandLineRun.of(), "command");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format         | jpeg        | --format",
        "--on-invalid     | ignore      | --on-invalid",
        "--threads        | many        | --threads",
        "--threads        | many        | 'many' is no whole number, such as 4",
        "--threads        | 4.5         | '4.5' is no whole number",
        "--max-pixels     | 1e8         | '1e8' is no whole number",
        "--batch          | 99999999999 | '99999999999' is too large a number",
        "--seed           | 7           | --seed is for the choices of --fix-splits: give that, too",
        "--threads        | 0           | threads",
        "--threads        | 99999       | threads",
        "--batch          | -1          | batch",
        "--max-pixels     | 0           | pixel limit",
        "--max-file-bytes | 0           | file limit is 1 byte to under 2 GiB, not 0",
        "--max-pixels     | 99999999999 | pixel limit",
        "--dtype          | int8        | --dtype",
        "--size           | big         | --size",
        "--size           | 0           | --size",
        "--size           | 99999       | resize",
        "--resize         | crop        | --resize",
        "--bits           | 7           | --bits",
        "--bits           | many        | --bits",
        "--interpolation  | cubic       | --interpolation",
        "--denoise        | median:4    | median",
        "--denoise        | gauss       | denoise",
        "--clahe          | 2:0x8       | clahe",
        "--clahe          | -1          | clahe",
        "--clahe          | 2:8x8x8     | CLIP_LIMIT:TILESxTILES",
        "--statistics-of  | test        | --statistics-of",
        "--normalize      | 0.5,0       | normalize",
        "--normalize      | a,b         | --normalize",
        "--normalize      | no-file     | --normalize",
        "--normalize      | 127,50      | divide those of 8-bit values by 255",
        "--normalize      | 0.5,1.5     | largest pixel value is 1",
        "--normalize      | -0.1,0.5    | largest pixel value is 1",
        "--pipeline       | no-file     | no-file",
        "--dtype          | uint8       | --normalize none",
        "--dtype          | uint16      | --normalize none",
      })
  void wrongValuesNameTheirOption(String option, String value, String words) {
    assertUsage(CommandLineRun.preprocess(dataset, out, option, value), words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'mean': 122.3, 'std': 60.1}        | divide those of 8-bit values by 255",
        "{'mean': 0.5, 'std': 1e-300}        | is so small",
        "{'mean': NaN, 'std': 0.2}           | not JSON from line 1 on; --normalize takes",
        "{'mean': 0.5,                       | not JSON from line 1 on; --normalize takes",
        "{'mean': 0.5, 'std': 0.2, 'split': 'test'} | is not train",
      })
  void wrongStatisticsFilesAreNamed(String json, String words) throws IOException {
    Path file = Files.writeString(folder.resolve("s.json"), json.replace('\'', '"'));
    CommandLineRun run = CommandLineRun.preprocess(dataset, out, "--normalize", file);
    assertFailure(run, file + ": ", words);
    assertThat(run.err()).doesNotContain("JsonReadFeature", "REDACTED");
    assertThat(out).doesNotExist();
  }

  @Test
  void statisticsNestedBeyondAllReasonAreNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("s.json"), "[".repeat(100_000));
    assertFailure(
        CommandLineRun.preprocess(dataset, out, "--normalize", file),
        file + ": not JSON; --normalize takes");
  }

  @Test
  void statisticsMayBeginWithAByteOrderMark() throws IOException {
    Path file = Files.writeString(folder.resolve("s.json"), "\uFEFF{\"mean\": 0.5, \"std\": 0.25}");
    CommandLineRun run = CommandLineRun.preprocess(dataset, out, "--normalize", file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readString(out.resolve("pipeline.json"))).contains("0.25");
  }

  @Test
  void helpIsAWordToo() {
    CommandLineRun help = CommandLineRun.of("help", "stats");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).isEqualTo(CommandLineRun.of("stats", "--help").out());
    assertThat(CommandLineRun.of("help").out()).startsWith("Usage: xray-gpu [");
    assertThat(CommandLineRun.of("--help").out()).doesNotContain("  help ");
    assertThat(CommandLineRun.of("stats", "help").err()).contains("the dataset help");
  }

  @Test
  void anEmptyNameIsNotTheWorkingFolder() {
    assertUsage(CommandLineRun.of("preprocess", dataset, "--out", ""), "'--out'", "name is empty");
    assertUsage(CommandLineRun.of("preprocess", "", "--out", out), "DATASET", "name is empty");
    assertUsage(CommandLineRun.of("validate", dataset, "--out", " "), "'--out'", "name is empty");
    assertUsage(CommandLineRun.preprocess(dataset, out, "--labels="), "--labels", "name is empty");
    assertUsage(CommandLineRun.of("inspect", ""), "FILE", "name is empty");
    assertUsage(CommandLineRun.of("pipeline", "check", ""), "FILE", "name is empty");
  }

  @Test
  void aFrameThatIsNotThereHasItsOwnRemedy() {
    Path image = dataset.resolve("train/NORMAL/x0.png");
    CommandLineRun run =
        CommandLineRun.of("inspect", image, "--device", "cpu", "--no-picture", "--frame", "2");
    assertFailure(run, "there is no frame 2: the file has 1. Leave --frame out, or give 1.");
    assertThat(run.err()).doesNotContain("Convert");
  }

  @Test
  void contradictions() {
    assertUsage(
        CommandLineRun.preprocess(dataset, out, "--resume", "--overwrite"),
        "--resume",
        "--overwrite");
    assertUsage(
        CommandLineRun.preprocess(dataset, out, "--format", "png", "--normalize", "train"),
        "png",
        "--normalize none");
    Path image = dataset.resolve("train/NORMAL/x0.png");
    assertUsage(CommandLineRun.of("inspect", image, "--stage", "clahe"), "--out");
    assertUsage(CommandLineRun.of("inspect", image, "--out", "x.npy"), "--stage");
    assertUsage(CommandLineRun.of("inspect", image, "--out", "x.png", "--no-picture"), "--out");
    assertUsage(CommandLineRun.of("inspect", image, "--panel", "100"), "256");
    assertUsage(
        CommandLineRun.of("inspect", image, "--stage", "clahe", "--out", out + ".jpg"), "X.png");
    assertUsage(
        CommandLineRun.of("inspect", image, "--stage", "normalize", "--out", out + ".png"), "PNG");
    assertUsage(
        CommandLineRun.of("inspect", image, "--stage", "normalize", "--out", out + ".npy"),
        "--normalize");
    assertUsage(
        CommandLineRun.of(
            "inspect", image, "--stage", "clahe", "--clahe", "none", "--out", out + ".npy"),
        "clahe");
    assertUsage(CommandLineRun.of("inspect", image, "--max-pixels", "0"), "pixel limit");
  }

  @Test
  void flagsAndWhatTheyAreFor() {
    assertUsage(
        CommandLineRun.of("validate", dataset, "--json=maybe"),
        "'maybe' is neither true nor false: the option alone means true");
    assertThat(CommandLineRun.of("devices", "--json=TRUE").out()).startsWith("{");
    assertUsage(CommandLineRun.of("validate", dataset, "--overwrite"), "--out: give that, too");
    assertUsage(CommandLineRun.of("bench", dataset, "--overwrite"), "--html: give that, too");
  }

  @Test
  void benchRefusesAFolderWithoutPeers() throws IOException {
    Path peers = Files.createDirectory(folder.resolve("peers"));
    Files.writeString(peers.resolve("_shared.py"), "");
    assertUsage(
        CommandLineRun.of("bench", dataset, "--device", "cpu", "--peers", peers),
        "--peers " + peers + " holds no Python script NAME.py to run");
  }

  @Test
  void benchRefusesWhatCannotBeMeant() {
    assertUsage(CommandLineRun.of("bench", dataset, "--threads", "2,0"), "threads");
    assertUsage(CommandLineRun.of("bench", dataset, "--batch", "5000"), "batch");
    assertUsage(CommandLineRun.of("bench", dataset, "--size", "wide"), "--size");
    assertUsage(CommandLineRun.of("bench", dataset, "--repetitions", "2"), "repetitions");
    assertUsage(CommandLineRun.of("bench"), "DATASET");
    assertUsage(CommandLineRun.of("bench", dataset, "--synthetic", "20"), "DATASET");
    assertUsage(CommandLineRun.of("bench", "--synthetic", "1"), "--synthetic: ", "12 to");
    assertUsage(CommandLineRun.of("bench", "--synthetic", "0"), "--synthetic: ", "12 to");
    assertFailure(
        CommandLineRun.of("bench", "--synthetic", "20", "--transfer-syntaxes"),
        "--transfer-syntaxes needs a folder of DICOM files");
    Path missing = folder.resolve("missing");
    assertFailure(
        CommandLineRun.of("bench", dataset, "--device", "cpu", "--scratch", missing),
        "--scratch " + missing + " is no existing folder");
    assertFailure(
        CommandLineRun.of("bench", dataset, "--devices", "cpu,cpu:0,cpu"),
        "has device cpu twice; name it once");
  }

  @Test
  void thePageOfBenchHasAPlaceBeforeAnythingIsMeasured() throws IOException {
    Path page = Files.writeString(folder.resolve("bench.html"), "mine");
    assertFailure(
        CommandLineRun.of("bench", dataset, "--device", "cpu", "--html", page),
        page + " exists already: choose another --html, or replace it with --overwrite");
    assertThat(page).hasContent("mine");
    Path missing = folder.resolve("missing");
    assertFailure(
        CommandLineRun.of("bench", "--synthetic", "20", "--html", missing.resolve("x.html")),
        "there is no folder " + missing);
    assertFailure(CommandLineRun.of("bench", dataset, "--html", folder), "give the name of a file");
    assertFailure(
        CommandLineRun.of("bench", dataset, "--html", dataset.resolve("x.html")),
        "inside the dataset");
    assertUsage(
        CommandLineRun.of("bench", dataset, "--transfer-syntaxes", "--html", page),
        "--transfer-syntaxes prints a table");
  }

  @Test
  void resultsMustNotLieInTheDataset() throws IOException {
    Path inside = dataset.resolve("train/results");
    assertFailure(CommandLineRun.of("validate", dataset, "--out", inside), "inside the dataset");
    assertFailure(stats("--out", inside), "inside the dataset");
    Path link = Files.createSymbolicLink(folder.resolve("link"), dataset);
    assertFailure(stats("--out", link.resolve("s.json")), "inside the dataset");
    assertThat(inside).doesNotExist();
    assertThat(dataset.resolve("s.json")).doesNotExist();
  }

  @Test
  void placesThatCannotBeWrittenTo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path missing = folder.resolve("missing");
    Path root = folder.getRoot();
    assertFailure(stats("--out", root), "--out " + root + " is a folder");
    assertFailure(stats("--out", folder), "--out " + folder + " is a folder");
    assertFailure(stats("--out", missing.resolve("s.json")), "there is no folder " + missing);
    assertFailure(CommandLineRun.of("validate", dataset, "--out", file), file + " is a file");
    assertFailure(
        CommandLineRun.of("validate", dataset, "--out", file.resolve("x")), file + " is a file");
    Path image = dataset.resolve("train/NORMAL/x0.png");
    assertFailure(
        CommandLineRun.of(
            "inspect",
            image,
            "--device",
            "cpu",
            "--stage",
            "clahe",
            "--out",
            missing.resolve("x.png")),
        missing + ": does not exist");
  }

  @Test
  void numbersThatAreNotOfATrainingSplit() throws IOException {
    Path file = folder.resolve("s.json");
    Files.writeString(file, "{\"split\": \"test\", \"input\": {\"mean\": 0.5, \"std\": 0.2}}");
    assertFailure(
        CommandLineRun.preprocess(dataset, out, "--normalize", file), file.toString(), "not train");
    Files.write(file, new byte[] {'{', (byte) 0xE9, '}'});
    assertFailure(
        CommandLineRun.preprocess(dataset, out, "--normalize", file), file.toString(), "UTF-8");
    assertUsage(CommandLineRun.preprocess(dataset, out, "--normalize", "a\0b"), "--normalize");
  }

  private CommandLineRun stats(Object... more) {
    return CommandLineRun.of(
        Stream.concat(Stream.of("stats", dataset, "--device", "cpu"), Stream.of(more)).toArray());
  }

  @Test
  void datasetsThatAreNotThere() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path missing = folder.resolve("missing");
    for (String command : List.of("validate", "stats")) {
      assertFailure(CommandLineRun.of(command, missing), missing.toString(), "does not exist");
      assertFailure(CommandLineRun.of(command, empty), empty.toString(), "no files");
    }
    assertFailure(CommandLineRun.preprocess(missing, out), missing.toString(), "does not exist");
    assertFailure(CommandLineRun.preprocess(empty, out), empty.toString(), "no files");
    assertFailure(
        CommandLineRun.of("inspect", missing), missing + ": there is no such file or folder");
    assertThat(out).doesNotExist();
  }

  @Test
  void otherFailures() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertFailure(CommandLineRun.preprocess(dataset, file), "is a file");
    assertFailure(CommandLineRun.preprocess(dataset, dataset.resolve("out")), "inside the dataset");
    assertFailure(CommandLineRun.preprocess(dataset.resolve("train"), out), "training split");
    assertFailure(
        CommandLineRun.of("preprocess", dataset, "--out", out, "--device", "abacus"),
        "abacus",
        "cpu");
    assertFailure(
        CommandLineRun.of("preprocess", dataset, "--out", out, "--device", "opencv-cuda:77"),
        "device opencv-cuda");
    assertFailure(CommandLineRun.of("inspect", file, "--device", "cpu"), "not-an-image");
    assertFailure(
        CommandLineRun.of("stats", dataset.resolve("train"), "--device", "cpu"), "training split");
    assertFailure(CommandLineRun.preprocess(dataset, out, "--normalize", file), "JSON");
    assertFailure(
        CommandLineRun.preprocess(dataset, out, "--labels", folder.resolve("none.csv")),
        "none.csv");
    assertThat(out).doesNotExist();
  }

  static Stream<String> commands() {
    return XrayGpu.commandLine().getSubcommands().keySet().stream();
  }

  @Test
  void argumentsMayComeFromAFile() throws IOException {
    Path arguments = Files.writeString(folder.resolve("arguments"), "devices --json");
    assertThat(CommandLineRun.of("@" + arguments).json().path("devices").size()).isPositive();
  }

  @Test
  void debugComesBeforeOrAfterTheCommand() {
    Path missing = folder.resolve("missing");
    assertThat(CommandLineRun.of("--debug", "validate", missing).err()).contains("\tat ");
    assertThat(CommandLineRun.of("validate", missing, "--debug").err()).contains("\tat ");
    assertThat(CommandLineRun.of("validate", missing).err()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocess", "validate", "stats", "inspect", "devices"})
  void helpNamesEveryOption(String command) {
    CommandLineRun run = CommandLineRun.of(command, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: xray-gpu " + command);
    CommandLine spec = requireNonNull(XrayGpu.commandLine(command).getSubcommands().get(command));
    for (OptionSpec option : spec.getCommandSpec().options()) {
      assertThat(run.out()).contains(option.longestName());
      assertThat(option.description()).as(option.longestName()).isNotEmpty();
    }
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @ParameterizedTest
  @CsvSource({"80, 80", "20, 60", "200, 100", "0, 100", "'', 100"})
  void helpFitsTheTerminalThatShowsIt(String columns, int width) {
    String elsewhere = CommandLineRun.of("preprocess", "--help").out();
    System.setProperty("xraygpu.page", columns);
    try {
      String help = CommandLineRun.of("preprocess", "--help").out();
      assertThat(help.lines().mapToInt(String::length).max().orElseThrow())
          .isBetween(width - 10, width);
      assertThat(width < 100 || help.equals(elsewhere)).isTrue();
    } finally {
      System.clearProperty("xraygpu.page");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocess", "validate", "stats", "inspect"})
  void helpTeachesByExample(String command) {
    String help = CommandLineRun.of(command, "--help").out();
    assertThat(help).contains("Examples:", "  xray-gpu " + command + " ");
  }

  @Test
  void theProgramDescribesItself() {
    CommandLineRun help = CommandLineRun.of("--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .contains("2 wrong usage; 3 validate found errors, or no image can be used.")
        .contains(commands().toArray(String[]::new))
        .contains("computer-made phantoms."); // a command's description is shown to its end
    CommandLineRun version = CommandLineRun.of("--version");
    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("xray-gpu ").contains("Java ");
  }

  @Test
  void pipelinesAreShownByName() throws IOException {
    String gentle = CommandLineRun.of("pipeline", "show", "--pipeline", "gentle").out();
    assertThat(CommandLineRun.of("pipeline", "show", "gentle").out()).isEqualTo(gentle);
    assertThat(CommandLineRun.of("pipeline", "show").out()).startsWith("{").isNotEqualTo(gentle);
    Path file = Files.writeString(folder.resolve("gentle.yaml"), gentle);
    assertThat(CommandLineRun.of("pipeline", "show", file).out()).isEqualTo(gentle);
    assertUsage(CommandLineRun.of("pipeline", "show", "gentel"), "did you mean 'gentle'?");
    assertUsage(
        CommandLineRun.of("pipeline", "show", "gentle", "--pipeline", "none"),
        "gentle and --pipeline none: give one of them");
  }

  @Test
  void pipelineFilesAreCheckedAndTheirSchemaIsPrinted() throws IOException {
    Path file = Files.writeString(folder.resolve("p.yaml"), "stages:\n  - resize: {sizes: 3}\n");
    assertUsage(
        CommandLineRun.of("pipeline", "check", file),
        "p.yaml, line 2, column 14: stages[0].resize: unknown key 'sizes'; did you mean 'size'?");
    CommandLineRun schema = CommandLineRun.of("pipeline", "schema");
    assertThat(schema.exitCode()).isZero();
    assertThat(schema.out()).startsWith("{").contains("draft/2020-12/schema", "mask-artifacts");
    Files.writeString(file, CommandLineRun.of("pipeline", "show", "--crop", "lungs").out());
    assertThat(CommandLineRun.of("pipeline", "check", file).out()).contains("crop, resize, median");
  }
}
