package dev.xraygpu.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.failure.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkFolderTest {
  @TempDir Path parent;
  private Path out = Path.of("");

  @BeforeEach
  void name() {
    out = parent.resolve("deep/out");
  }

  private WorkFolder open(String identity, ExistingResults existing)
      throws IOException, RunException {
    return WorkFolder.open(out, identity, existing);
  }

  private void interruptedRun(String identity) throws IOException, RunException {
    WorkFolder work = open(identity, ExistingResults.REFUSE);
    Files.writeString(work.journal(), "done so far");
    Files.writeString(work.spool().resolve("pixels-0.bin"), "pixels");
    Files.writeString(work.results().resolve("classes.json"), "half of i");
    work.abandon(true);
  }

  private void finishedRun(String content) throws IOException, RunException {
    try (WorkFolder work = open("run", ExistingResults.OVERWRITE)) {
      Files.createDirectories(work.results().resolve("train"));
      Files.writeString(work.results().resolve("train/images.npy"), content);
      Files.writeString(work.results().resolve(PipelineFile.NAME), endMark(content));
      work.publish();
      work.delete();
    }
  }

  private static String endMark(String note) {
    return "{\"note\":\""
        + note
        + "\",\"program\":{\"name\":\"xray-gpu\"},"
        + "\"results\":[\"train\",\"pipeline.json\"]}";
  }

  @ParameterizedTest
  @EnumSource(ExistingResults.class)
  void aNewFolderIsCreatedAndLeftWithResultsOnly(ExistingResults existing)
      throws IOException, RunException {
    WorkFolder work = open("run", existing);
    Files.writeString(work.results().resolve("manifest.csv"), "rows");
    Files.writeString(work.results().resolve(PipelineFile.NAME), "end");
    assertThat(out.resolve("manifest.csv")).doesNotExist();
    assertThat(work.publish())
        .containsExactly(out.resolve("manifest.csv"), out.resolve(PipelineFile.NAME));
    work.delete();
    assertThat(out).isDirectoryContaining("glob:**manifest.csv");
    assertThat(out.toFile().list()).containsExactlyInAnyOrder("manifest.csv", PipelineFile.NAME);
  }

  @Test
  void aFolderThatWasCreatedForNothingGoes() throws IOException, RunException {
    open("run", ExistingResults.REFUSE).abandon(true);
    assertThat(out).doesNotExist();
    Files.createDirectories(out);
    open("run", ExistingResults.REFUSE).abandon(true);
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void anInterruptedRunIsRefusedResumedOrReplaced() throws IOException, RunException {
    interruptedRun("run");
    assertThatThrownBy(() -> open("run", ExistingResults.REFUSE))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("--resume")
        .hasMessageContaining("--overwrite");
    try (WorkFolder work = open("run", ExistingResults.RESUME)) {
      assertThat(work.journal()).hasContent("done so far");
      assertThat(work.spool().resolve("pixels-0.bin")).exists();
      assertThat(work.results()).isEmptyDirectory();
    }
    try (WorkFolder work = open("run", ExistingResults.OVERWRITE)) {
      assertThat(work.journal()).doesNotExist();
      assertThat(work.spool().resolve("pixels-0.bin")).doesNotExist();
      assertThat(work.results()).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @EnumSource(ExistingResults.class)
  void nothingIsDeletedBehindALink(ExistingResults existing) throws IOException {
    Path elsewhere = Files.createDirectories(parent.resolve("elsewhere"));
    Path precious = Files.writeString(elsewhere.resolve("precious"), "whole");
    Files.createDirectories(out);
    Files.createSymbolicLink(out.resolve(".xray-gpu"), elsewhere);
    assertThatThrownBy(() -> open("run", existing))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is a symbolic link");
    assertThat(precious).hasContent("whole");
  }

  @Test
  void aFileThatCameDuringTheRunStays() throws IOException, RunException {
    try (WorkFolder work = open("run", ExistingResults.REFUSE)) {
      Files.writeString(work.results().resolve("manifest.csv"), "rows");
      Path own = Files.writeString(out.resolve("manifest.csv"), "mine");
      assertThatThrownBy(work::publish)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("manifest.csv");
      assertThat(own).hasContent("mine");
    }
  }

  @Test
  void anotherRunIsNotResumed() throws IOException, RunException {
    interruptedRun("run");
    assertThatThrownBy(() -> open("other", ExistingResults.RESUME))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("--overwrite");
    try (WorkFolder work = open("run", ExistingResults.RESUME)) {
      assertThat(work.journal()).hasContent("done so far");
    }
  }

  @Test
  void finishedResultsAreOnlyReplacedWhenAsked() throws IOException, RunException {
    finishedRun("old");
    for (ExistingResults existing : List.of(ExistingResults.REFUSE, ExistingResults.RESUME)) {
      assertThatThrownBy(() -> open("run", existing))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("--overwrite");
    }
    Files.writeString(out.resolve("notes.txt"), "mine");
    finishedRun("new");
    assertThat(out.resolve("train/images.npy")).hasContent("new");
    assertThat(out.resolve(PipelineFile.NAME)).hasContent(endMark("new"));
    assertThat(out.resolve("notes.txt")).hasContent("mine");
    assertThat(out.resolve(".xray-gpu")).doesNotExist();
  }

  @Test
  void resultsOfAnEarlierRunDoNotOutliveTheNextOne() throws IOException, RunException {
    finishedRun("old");
    try (WorkFolder work = open("run", ExistingResults.OVERWRITE)) {
      Files.writeString(work.results().resolve(PipelineFile.NAME), "new");
      work.publish();
      work.delete();
    }
    assertThat(out.toFile().list()).containsExactly(PipelineFile.NAME);
  }

  @ParameterizedTest
  @EnumSource(ExistingResults.class)
  void somebodyElsesFilesAreNeverReplaced(ExistingResults existing) throws IOException {
    Files.createDirectories(out.resolve("train"));
    Files.writeString(out.resolve("train/mine.txt"), "mine");
    assertThatThrownBy(() -> open("run", existing))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("'train'");
    assertThat(out.resolve("train/mine.txt")).hasContent("mine");
    assertThat(out.toFile().list()).containsExactly("train");
  }

  @ParameterizedTest
  @EnumSource(ExistingResults.class)
  void somebodyElsesPipelineFileIsNoEndMark(ExistingResults existing) throws IOException {
    Files.createDirectories(out.resolve("train"));
    Files.writeString(out.resolve("train/mine.txt"), "mine");
    Files.writeString(out.resolve(PipelineFile.NAME), "{\"results\":[\"train\"]}");
    assertThatThrownBy(() -> open("run", existing))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("which no preprocess run wrote");
    assertThat(out.resolve("train/mine.txt")).hasContent("mine");
  }

  @Test
  void aRunThatEndedInTheMiddleOfPublishingIsResumed() throws IOException, RunException {
    finishedRun("old");
    WorkFolder crashed = open("run", ExistingResults.OVERWRITE);
    Files.writeString(crashed.journal(), "all of it");
    Files.createDirectories(crashed.results().resolve("train"));
    Files.writeString(crashed.results().resolve("train/images.npy"), "new");
    // A folder cannot take the place of a file: publishing ends after the first name.
    Files.createDirectories(crashed.results().resolve("classes.json/x"));
    Files.createDirectories(out.resolve("classes.json/theirs"));
    assertThatThrownBy(crashed::publish).isInstanceOf(IOException.class);
    assertThat(out.resolve("train/images.npy")).hasContent("new");
    crashed.abandon(true);
    Folders.deleteTree(out.resolve("classes.json"));

    for (int attempt = 0; attempt < 2; attempt++) {
      try (WorkFolder resumed = open("run", ExistingResults.RESUME)) {
        Files.createDirectories(resumed.results().resolve("train"));
        Files.writeString(resumed.results().resolve("train/images.npy"), "newer");
        resumed.publish();
      }
    }
    assertThat(out.resolve("train/images.npy")).hasContent("newer");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Files.createDirectories(parent.resolve("deep"));
    Files.writeString(out, "file");
    assertThatThrownBy(() -> open("run", ExistingResults.OVERWRITE))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("--out takes a folder");
    assertThat(out).hasContent("file");
  }

  @Test
  void twoRunsNeverShareAFolder() throws IOException, RunException {
    WorkFolder first = open("run", ExistingResults.REFUSE);
    for (ExistingResults existing : ExistingResults.values()) {
      assertThatThrownBy(() -> open("run", existing))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("another run");
    }
    assertThat(first.results()).exists();
    first.close();
    assertThatCode(() -> open("run", ExistingResults.RESUME).close()).doesNotThrowAnyException();
  }

  // One that looks before it locks may find an empty folder and replace what the other published.
  @Test
  void ofManyRunsThatBeginAtOnceOneDoesItAll() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 60; round++) {
        Path shared = parent.resolve("shared" + round);
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<Boolean>> runs = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          runs.add(pool.submit(() -> wholeRun(shared, start)));
        }
        int finished = 0;
        for (Future<Boolean> run : runs) {
          finished += run.get() ? 1 : 0;
        }
        assertThat(finished).isEqualTo(1);
        assertThat(shared.toFile().list())
            .containsExactlyInAnyOrder("manifest.csv", PipelineFile.NAME);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static boolean wholeRun(Path folder, CyclicBarrier start) throws Exception {
    start.await();
    try {
      WorkFolder work = WorkFolder.open(folder, "run", ExistingResults.REFUSE);
      Files.writeString(work.results().resolve("manifest.csv"), "rows");
      Files.writeString(work.results().resolve(PipelineFile.NAME), endMark("x"));
      work.publish();
      work.delete();
      return true;
    } catch (RunException e) {
      return false;
    }
  }

  @Test
  void theEndMarkIsPublishedLast() {
    assertThat(WorkFolder.RESULT_NAMES).last().isEqualTo(PipelineFile.NAME);
    assertThat(WorkFolder.RESULT_NAMES).doesNotHaveDuplicates();
  }

  @Test
  void linksAreDeletedAndNotFollowed() throws IOException {
    Path kept =
        Files.writeString(Files.createDirectories(parent.resolve("kept")).resolve("f"), "x");
    Path tree = Files.createDirectories(parent.resolve("tree/sub"));
    Files.createSymbolicLink(tree.resolve("link"), parent.resolve("kept"));
    Folders.deleteTree(parent.resolve("tree"));
    assertThat(parent.resolve("tree")).doesNotExist();
    assertThat(kept).exists();
    assertThatCode(() -> Folders.deleteTree(parent.resolve("tree"))).doesNotThrowAnyException();
  }
}
