package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher remembers of a Java, by a Java that only notes what it is asked. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {
  private static final String FRUGAL = "-XX:TrimNativeHeapInterval=1000 -XX:MarkSweepDeadRatio=0";

  /** Fails if it is asked for what the file named 'refused' holds. */
  private static final String JAVA =
      """
      #!/bin/sh
      echo "$*" >>"${0%/*}/asked"
      echo "$OPENBLAS_NUM_THREADS" >"${0%/*}/blas"
      for dumped; do
        case $dumped in
          -XX:DumpLoadedClassList=* | -XX:SharedArchiveFile=*) echo a/Class >"${dumped#*=}" ;;
        esac
      done
      read -r refused <"${0%/*}/refused" || exit 0
      case "$*" in *$refused*) exit 1 ;; esac
      """;

  @TempDir private Path home;
  private Path dist = Path.of("");
  private Path bin = Path.of("");

  @BeforeEach
  void builtProgram() throws IOException {
    Path launcher = Path.of("..", "xray-gpu");
    dist = Files.createDirectories(home.resolve("cli/target/dist"));
    Files.writeString(dist.resolve("xray-gpu.jar"), "");
    Files.writeString(dist.resolve(".built"), "");
    Files.copy(launcher, home.resolve("xray-gpu"), StandardCopyOption.COPY_ATTRIBUTES);
    bin = Files.createDirectories(home.resolve("java/bin"));
    Path java = Files.writeString(bin.resolve("java"), JAVA);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    refuse("");
  }

  @Test
  void onWindowsJavaGetsTheSameOptions() throws IOException {
    String shell = Files.readString(Path.of("..", "xray-gpu"));
    String batch = Files.readString(Path.of("..", "xray-gpu.cmd"));
    List<String> options =
        batch
            .lines()
            .filter(line -> line.startsWith("\"%java%\""))
            .flatMap(line -> Stream.of(line.split(" ")))
            .filter(word -> word.startsWith("-X") || word.startsWith("-D"))
            .toList();
    assertThat(options).hasSize(6).allSatisfy(option -> assertThat(shell).contains(option + " "));
  }

  /** From now on, Java fails with this among its arguments; nothing refuses nothing. */
  private void refuse(String argument) throws IOException {
    Files.writeString(bin.resolve("refused"), argument.isEmpty() ? "" : argument + "\n");
  }

  /** Starts the program; what Java was asked, the last of it the start itself. */
  private List<String> start() throws IOException, InterruptedException {
    Path asked = bin.resolve("asked");
    Files.deleteIfExists(asked);
    begin().waitFor();
    return Files.readAllLines(asked);
  }

  private Process begin() throws IOException {
    ProcessBuilder launcher = new ProcessBuilder(home.resolve("xray-gpu").toString(), "validate");
    launcher.environment().put("JAVA_HOME", home.resolve("java").toString());
    launcher.environment().remove("TMPDIR");
    launcher.environment().remove("OPENBLAS_NUM_THREADS");
    launcher.redirectErrorStream(true).redirectOutput(home.resolve("printed").toFile());
    return launcher.start();
  }

  @Test
  void temporaryFilesGoWhereTheUserSaysUnlessJavaIsToldOtherwise() throws Exception {
    assertThat(last(start())).doesNotContain("java.io.tmpdir");
    ProcessBuilder launcher = new ProcessBuilder(home.resolve("xray-gpu").toString(), "validate");
    launcher.environment().put("JAVA_HOME", home.resolve("java").toString());
    launcher.environment().put("TMPDIR", "/two words");
    launcher.environment().put("XRAY_GPU_JAVA_OPTS", "-Djava.io.tmpdir=/other");

    assertThat(launcher.start().waitFor()).isZero();

    assertThat(last(Files.readAllLines(bin.resolve("asked"))))
        .contains(" -Djava.io.tmpdir=/two words -Djava.io.tmpdir=/other ");
  }

  @Test
  void aSearchPathOfCdDoesNotSayWhereTheProgramIs() throws Exception {
    ProcessBuilder launcher =
        new ProcessBuilder(home.getFileName().resolve("xray-gpu").toString(), "validate");
    Path parent = home.resolveSibling("");
    launcher.directory(parent.toFile());
    launcher.environment().put("JAVA_HOME", home.resolve("java").toString());
    launcher.environment().put("CDPATH", parent.toString());

    assertThat(launcher.start().waitFor()).isZero();

    assertThat(last(Files.readAllLines(bin.resolve("asked"))))
        .contains(" -jar " + home.toRealPath().resolve("cli/target/dist/xray-gpu.jar") + " ");
  }

  @Test
  void aLibraryThatNoStageUsesStartsNoThreadForEachProcessor() throws Exception {
    start();
    assertThat(bin.resolve("blas")).hasContent("1");
    ProcessBuilder launcher = new ProcessBuilder(home.resolve("xray-gpu").toString(), "validate");
    launcher.environment().put("JAVA_HOME", home.resolve("java").toString());
    launcher.environment().put("OPENBLAS_NUM_THREADS", "3");

    assertThat(launcher.start().waitFor()).isZero();

    assertThat(bin.resolve("blas")).hasContent("3");
  }

  private static String last(List<String> asked) {
    return asked.get(asked.size() - 1);
  }

  /** Files about this Java, without what tells one Java from another. */
  private Set<String> remembered() throws IOException {
    try (Stream<Path> files = Files.list(dist)) {
      return files
          .map(file -> file.getFileName().toString().replaceAll("-.*", ""))
          .filter(name -> name.equals("classes") || name.equals("frugal"))
          .collect(Collectors.toSet());
    }
  }

  private String printed() throws IOException {
    return Files.readString(home.resolve("printed"));
  }

  @Test
  @Timeout(60)
  void aStartWaitsForAnotherThatBuildsAndSaysSo() throws Exception {
    Files.delete(dist.resolve(".built"));
    Path building = Files.createDirectory(home.resolve(".building"));
    Process waiting = begin();
    while (!printed().contains("waiting for another start to build; if none does, remove")) {
      assertThat(waiting.isAlive()).isTrue();
      Thread.sleep(100);
    }

    Files.writeString(dist.resolve(".built"), "");
    Files.delete(building);

    assertThat(waiting.waitFor()).isZero();
    assertThat(last(Files.readAllLines(bin.resolve("asked")))).contains("validate");
    assertThat(building).doesNotExist();
    assertThat(printed().lines()).hasSize(1);
  }

  /** {@code script} of util-linux runs a command in a terminal. */
  @Test
  @EnabledIf("canOpenTerminals")
  @Timeout(60)
  void theTerminalOfTheOutputAndThatOfErrorsAreMeasured() throws Exception {
    String launcher = home.resolve("xray-gpu") + " --help";
    ProcessBuilder terminal =
        new ProcessBuilder("script", "-qec", "stty cols 71; " + launcher, "/dev/null");
    terminal.environment().put("JAVA_HOME", home.resolve("java").toString());
    terminal.redirectErrorStream(true).redirectOutput(home.resolve("printed").toFile());

    assertThat(terminal.start().waitFor()).as(printed()).isZero();

    assertThat(last(Files.readAllLines(bin.resolve("asked"))))
        .contains("-Dxraygpu.page=71 ", "-Dxraygpu.columns=71 ");
    assertThat(last(start())).doesNotContain("-Dxraygpu.page", "-Dxraygpu.columns");
  }

  static boolean canOpenTerminals() {
    return Files.isExecutable(Path.of("/usr/bin/script"));
  }

  @Test
  void whatAJavaKnowsIsAskedOnce() throws Exception {
    assertThat(start()).hasSizeGreaterThan(1);
    List<String> second = start();

    assertThat(second).hasSize(1);
    assertThat(last(second)).contains(FRUGAL).contains("-XX:SharedArchiveFile=");
  }

  @Test
  void theArchiveOfARecentJavaIsOneFile() throws Exception {
    start();
    List<String> second = start();

    assertThat(last(second).split(" "))
        .filteredOn(option -> option.startsWith("-XX:SharedArchiveFile="))
        .singleElement()
        .satisfies(
            option ->
                assertThat(option.substring("-XX:SharedArchiveFile=".length()))
                    .startsWith(home.toString())
                    .doesNotContain(":"));
  }

  @Test
  void optionsThatAJavaDoesNotKnowAreLeftOut() throws Exception {
    refuse("TrimNativeHeapInterval");

    start();
    List<String> second = start();

    assertThat(second).hasSize(1);
    assertThat(last(second)).doesNotContain("TrimNativeHeapInterval").contains("validate");
  }

  @Test
  void anArchiveThatAJavaCannotMakeIsLeftOut() throws Exception {
    refuse("-Xshare:dump");

    start();
    List<String> second = start();

    assertThat(second).hasSize(1);
    assertThat(last(second)).doesNotContain("SharedArchiveFile");
  }

  @Test
  void aJavaThatDoesNotStartAtAllIsAskedAgain() throws Exception {
    refuse("-XX:+UseSerialGC");
    start();
    assertThat(remembered()).isEmpty();

    refuse("");
    start();

    assertThat(remembered()).containsExactlyInAnyOrder("classes", "frugal");
    assertThat(last(start())).contains(FRUGAL).contains("-XX:SharedArchiveFile=");
  }
}
