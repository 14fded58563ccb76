package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code canary.dcm} has a telling word in 80 attributes that may identify somebody, nested and
 * private ones among them, made by {@code engine/src/test/python/make_dicom_goldens.py}. None may
 * come out anywhere.
 */
class DicomPrivacyTest {
  private static final List<String> TELLING =
      List.of("canary", "18771231", "235957", "87654321", "health");

  @TempDir Path folder;
  private Path dataset;
  private Path key;

  @BeforeEach
  void makeDataset() throws IOException {
    dataset = Files.createDirectories(folder.resolve("data"));
    key = folder.resolve("secret").resolve("pseudonym.key");
    for (String split : List.of("train/A", "train/B", "test/A")) {
      Path place = Files.createDirectories(dataset.resolve(split));
      copy(place.resolve("scan.dcm"));
    }
    // Files that fail in different ways say what is wrong with them, and nothing else.
    byte[] whole = Files.readAllBytes(dataset.resolve("train/A/scan.dcm"));
    for (int part = 1; part < 8; part++) {
      byte[] cut = java.util.Arrays.copyOf(whole, whole.length * part / 8);
      Files.write(dataset.resolve("train/A/cut" + part + ".dcm"), cut);
    }
    for (int i = 0; i < 16; i++) {
      byte[] damaged = whole.clone();
      damaged[132 + i * 251 % 4000] ^= (byte) (1 << i % 8);
      Files.write(dataset.resolve("train/B/damaged" + i + ".dcm"), damaged);
    }
  }

  private static void copy(Path to) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DicomPrivacyTest.class.getResourceAsStream("canary.dcm"))) {
      Files.copy(in, to);
    }
  }

  private static void assertTellsNothing(String where, String text) {
    assertThat(text.toLowerCase(Locale.ROOT)).as(where).doesNotContain(TELLING);
  }

  private static void assertTellsNothing(CommandLineRun run) {
    assertTellsNothing("standard output", run.out());
    assertTellsNothing("standard error", run.err());
  }

  private static void assertTellsNothing(Path results) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(results)) {
      walk.filter(Files::isRegularFile).forEach(files::add);
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertTellsNothing("name of " + file, results.relativize(file).toString());
      byte[] bytes = Files.readAllBytes(file);
      assertTellsNothing(file.toString(), new String(bytes, StandardCharsets.ISO_8859_1));
      assertTellsNothing(file + " in UTF-16", new String(bytes, StandardCharsets.UTF_16LE));
    }
  }

  @Test
  void nothingIdentifyingComesOut() throws IOException {
    Object[] options = {"--pseudonym-key", key, "--debug"};
    Path arrays = folder.resolve("arrays");
    assertTellsNothing(CommandLineRun.preprocess(dataset, arrays, options));
    assertTellsNothing(arrays);
    Path pictures = folder.resolve("pictures");
    CommandLineRun png =
        CommandLineRun.preprocess(
            dataset, pictures, "--format", "png", "--json", "--pseudonym-key", key);
    assertThat(png.exitCode()).isZero();
    assertTellsNothing(png);
    assertTellsNothing(pictures);
    Path findings = folder.resolve("findings");
    CommandLineRun validate =
        CommandLineRun.of("validate", dataset, "--out", findings, "--pseudonym-key", key, "--json");
    assertTellsNothing(validate);
    assertTellsNothing(findings);
    assertTellsNothing(
        CommandLineRun.of("validate", dataset, "--pseudonym-key", key, "--window", "3"));
    assertTellsNothing(
        CommandLineRun.of("stats", dataset, "--device", "cpu", "--pseudonym-key", key));
    Path scan = dataset.resolve("train/A/scan.dcm");
    CommandLineRun inspect =
        CommandLineRun.of(
            "inspect", scan, "--device", "cpu", "--out", findings.resolve("scan.png"));
    assertThat(inspect.exitCode()).isZero();
    assertTellsNothing(inspect);
    assertTellsNothing(findings);
    assertTellsNothing(CommandLineRun.of("inspect", dataset.resolve("train/A/cut3.dcm")));
  }

  @Test
  void theSamePatientHasTheSamePseudonymUnderOneKey() throws IOException {
    List<String> names = new ArrayList<>();
    for (String out : List.of("one", "two")) {
      CommandLineRun.preprocess(dataset, folder.resolve(out), "--pseudonym-key", key);
      names.addAll(patients(folder.resolve(out)));
    }
    assertThat(names).hasSizeGreaterThan(5);
    assertThat(names.stream().distinct()).singleElement().asString().matches("p-[a-z2-7]{16}");
    Path otherKey = folder.resolve("other.key");
    CommandLineRun.preprocess(dataset, folder.resolve("three"), "--pseudonym-key", otherKey);
    assertThat(patients(folder.resolve("three"))).doesNotContain(names.get(0));
    assertThat(Files.readString(key)).isNotEqualTo(Files.readString(otherKey));
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aPatientInTwoSplitsIsFoundByTheHeader() throws IOException {
    Path findings = folder.resolve("findings");
    CommandLineRun.of("validate", dataset, "--out", findings, "--pseudonym-key", key);
    assertThat(Files.readAllLines(findings.resolve("findings.csv")))
        .anyMatch(line -> line.startsWith("test/A/scan.dcm,leakage-patient,error,"));
  }

  @Test
  void idsAreWrittenWhereTheUserAsksForThem() throws IOException {
    CommandLineRun run = CommandLineRun.preprocess(dataset, folder.resolve("o"), "--keep-ids");
    assertThat(run.exitCode()).isZero();
    assertThat(patients(folder.resolve("o"))).contains("Canary002");
    assertThat(key).doesNotExist();
    String manifest = Files.readString(folder.resolve("o/manifest.csv"));
    assertThat(manifest.replace("Canary002", "").toLowerCase(Locale.ROOT)).doesNotContain(TELLING);
  }

  @Test
  void aKeyThatTravelsWithTheDataIsRefused() throws IOException {
    for (Path place : List.of(dataset.resolve("k"), folder.resolve("out").resolve("k"))) {
      CommandLineRun run =
          CommandLineRun.preprocess(dataset, folder.resolve("out"), "--pseudonym-key", place);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("keep it elsewhere");
      assertThat(place).doesNotExist();
    }
  }

  @Test
  void resultsMayBeAroundTheDataset() {
    CommandLineRun run = CommandLineRun.preprocess(dataset, folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder).isDirectoryContaining("glob:**/manifest.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a key", "", "\u00fe\u00ff"})
  void whatIsNoKeyIsRefusedAndKept(String content) throws IOException {
    Path file =
        Files.writeString(folder.resolve("notes.txt"), content, StandardCharsets.ISO_8859_1);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    CommandLineRun run =
        CommandLineRun.preprocess(dataset, folder.resolve("out"), "--pseudonym-key", file);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(file + ": this is no key that xray-gpu made");
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).isEqualTo(content);
  }

  // The rows whose header was read name a patient.
  private static List<String> patients(Path results) throws IOException {
    return Files.readAllLines(results.resolve("manifest.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", -1)[3])
        .filter(patient -> !patient.isEmpty())
        .toList();
  }
}
