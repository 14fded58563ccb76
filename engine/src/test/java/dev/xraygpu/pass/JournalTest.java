package dev.xraygpu.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.distribution.ImageMeasures;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pass.SampleOutcome.FrameOrigin;
import dev.xraygpu.pass.SampleOutcome.Note;
import dev.xraygpu.pass.SampleOutcome.SpooledPixels;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final int SAMPLES = 40;

  @TempDir Path folder;

  private static SampleOutcome outcome(int ordinal) {
    return new SampleOutcome(
        ordinal,
        SampleStatus.values()[ordinal % 3],
        ordinal % 4 == 0
            ? List.of()
            : List.of(
                new Note(
                    FindingCode.COLOR, Severity.INFO, "line\r\nfeed, \u00e4\u2028 \ud83d\ude00")),
        ordinal % 5 == 0 ? null : new Size(ordinal + 1, 7),
        ordinal % 5 == 0 ? null : PixelType.U16,
        ordinal % 7 == 0 ? null : ordinal / 3.0,
        "sha-" + ordinal,
        ordinal % 3 == 0 ? null : new Rectangle(ordinal, 2, new Size(1, 4)),
        ordinal % 3 == 0
            ? null
            : new ImageMeasures(
                0.2, 1.0 / 3, 0.5, 1L << 40, null, ImageFormat.TIFF, true, 0.25, "AA+/"),
        ordinal % 2 == 0 ? null : new SpooledPixels(1, 1L << 40, PixelType.U8, new Size(2, 3)),
        ordinal % 6 == 0 ? new FrameOrigin(0, "p-" + ordinal, Map.of()) : null,
        ordinal % 8 == 0 ? "fill 3x4 at 1 2" : null);
  }

  private static PixelStatistics statistics(int seed) {
    PixelStatistics statistics = new PixelStatistics();
    statistics.add(SyntheticImages.noise(PixelType.values()[seed % 2], new Size(5, 3), seed));
    return statistics;
  }

  private static void commit(Journal journal, int... ordinals) throws IOException {
    List<SampleOutcome> outcomes = Arrays.stream(ordinals).mapToObj(JournalTest::outcome).toList();
    journal.commit(outcomes, statistics(ordinals[0]), statistics(ordinals[0] + 1));
  }

  private static void check(Journal journal, PixelStatistics input, int... ordinals)
      throws IOException {
    assertThat(journal.done()).isEqualTo(ordinals.length);
    for (int ordinal = 0; ordinal < SAMPLES; ordinal++) {
      int wanted = ordinal;
      boolean done = Arrays.stream(ordinals).anyMatch(o -> o == wanted);
      assertThat(journal.isDone(ordinal)).isEqualTo(done);
      if (done) {
        assertThat(rows(journal, ordinal).get(0)).isEqualTo(outcome(ordinal));
      } else {
        assertThatThrownBy(() -> rows(journal, wanted)).isInstanceOf(IllegalStateException.class);
      }
    }
    assertThat(journal.input()).isEqualTo(input);
  }

  private static List<SampleOutcome> rows(Journal journal, int ordinal) throws IOException {
    List<SampleOutcome> rows = new ArrayList<>();
    journal.read(ordinal, rows::add);
    return rows;
  }

  private static PixelStatistics sum(int... seeds) {
    PixelStatistics sum = new PixelStatistics();
    for (int seed : seeds) {
      sum.add(statistics(seed));
    }
    return sum;
  }

  @Test
  void blocksAreThereAtOnceAndAfterReopening() throws IOException {
    Path file = folder.resolve("journal");
    try (Journal journal = new Journal(file, SAMPLES)) {
      check(journal, sum());
      commit(journal, 3, 1, 2);
      commit(journal, 30);
      check(journal, sum(3, 30), 3, 1, 2, 30);
    }
    try (Journal journal = new Journal(file, SAMPLES)) {
      check(journal, sum(3, 30), 3, 1, 2, 30);
      assertThat(journal.processed()).isEqualTo(sum(4, 31));
      commit(journal, 7, 8);
      check(journal, sum(3, 30, 7), 3, 1, 2, 30, 7, 8);
    }
    try (Journal journal = new Journal(file, SAMPLES)) {
      check(journal, sum(3, 30, 7), 3, 1, 2, 30, 7, 8);
    }
  }

  @Test
  void aTornBlockIsDiscardedWhereverItIsTornAndNothingElse() throws IOException {
    Path file = folder.resolve("journal");
    long beforeLast;
    try (Journal journal = new Journal(file, SAMPLES)) {
      commit(journal, 3, 1, 2);
      beforeLast = Files.size(file);
      commit(journal, 10, 11);
    }
    byte[] whole = Files.readAllBytes(file);
    // Every byte where lines of all kinds begin and end, and a sample of the long middle.
    int near = 200;
    int step;
    for (int length = (int) beforeLast; length < whole.length; length += step) {
      step = length < beforeLast + near || length > whole.length - near ? 1 : 37;
      Files.write(file, Arrays.copyOf(whole, length));
      try (Journal journal = new Journal(file, SAMPLES)) {
        check(journal, sum(3), 3, 1, 2);
        commit(journal, 20);
      }
      try (Journal journal = new Journal(file, SAMPLES)) {
        check(journal, sum(3, 20), 3, 1, 2, 20);
      }
    }
  }

  @Test
  void whatFollowsTheTearIsNotTaken() throws IOException {
    Path file = folder.resolve("journal");
    try (Journal journal = new Journal(file, SAMPLES)) {
      commit(journal, 3, 1, 2);
      commit(journal, 10);
    }
    List<String> lines = Files.readAllLines(file);
    for (String damage : List.of("", "garbage", "{}", "null", "7", "{\"sample\":null}", "\u0000")) {
      List<String> damaged = new ArrayList<>(lines);
      damaged.set(4, damage);
      Files.write(file, damaged);
      try (Journal journal = new Journal(file, SAMPLES)) {
        check(journal, sum(3), 3, 1, 2);
      }
    }
  }

  private static List<SampleOutcome> frames(int ordinal, int count) {
    List<SampleOutcome> frames = new ArrayList<>();
    for (int frame = 1; frame <= count; frame++) {
      frames.add(
          new SampleOutcome(
              ordinal,
              SampleStatus.OK,
              List.of(),
              new Size(frame, 1),
              PixelType.U16,
              0.5,
              "sha",
              null,
              null,
              null,
              new FrameOrigin(frame, "p-x", Map.of("modality", "CT")),
              null));
    }
    return frames;
  }

  @Test
  void framesOfAFileAreOneSampleAndAreReadBackTogether() throws IOException {
    Path file = folder.resolve("journal");
    try (Journal journal = new Journal(file, 3)) {
      assertThat(journal.hasAcquisition()).isFalse();
      List<SampleOutcome> block = new ArrayList<>(frames(1, 50));
      block.addAll(frames(0, 2));
      journal.commit(block, new PixelStatistics(), new PixelStatistics());
      assertThat(journal.done()).isEqualTo(2);
    }
    byte[] whole = Files.readAllBytes(file);
    try (Journal journal = new Journal(file, 3)) {
      journal.commit(frames(2, 3), new PixelStatistics(), new PixelStatistics());
    }
    try (Journal journal = new Journal(file, 3)) {
      assertThat(journal.done()).isEqualTo(3);
      assertThat(journal.hasAcquisition()).isTrue();
      assertThat(rows(journal, 0)).isEqualTo(frames(0, 2));
      assertThat(rows(journal, 1)).isEqualTo(frames(1, 50));
      assertThat(rows(journal, 2)).isEqualTo(frames(2, 3));
    }
    // A file whose frames are not all there is not done at all.
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    try (Journal journal = new Journal(file, 3)) {
      assertThat(journal.done()).isZero();
      assertThat(journal.hasAcquisition()).isFalse();
    }
  }

  @Test
  void theRowOfAFileAsAWholeIsFoundWithoutReadingAllFrames() throws IOException {
    Path file = folder.resolve("journal");
    List<SampleOutcome> film = frames(0, 50);
    film.set(0, withStatus(film.get(0), SampleStatus.DROPPED));
    try (Journal journal = new Journal(file, 1)) {
      journal.commit(film, new PixelStatistics(), new PixelStatistics());
      assertThat(journal.readWhole(0, row -> {})).isEqualTo(film.get(1));

      // What it does not read may be anything.
      String text = Files.readString(file);
      int third = text.indexOf('\n', text.indexOf('\n') + 1) + 1;
      Files.writeString(file, text.substring(0, third) + "x".repeat(text.length() - third));
      assertThat(journal.read(0)).isEqualTo(film.get(1));
    }
  }

  private static SampleOutcome withStatus(SampleOutcome row, SampleStatus status) {
    return new SampleOutcome(
        row.ordinal(),
        status,
        row.findings(),
        row.size(),
        row.type(),
        row.mean(),
        row.sha256(),
        row.crop(),
        row.measures(),
        row.pixels(),
        row.origin(),
        row.patches());
  }

  @Test
  void longMessagesAreReadBack() throws IOException {
    SampleOutcome large =
        new SampleOutcome(
            0,
            SampleStatus.DROPPED,
            List.of(new Note(FindingCode.UNREADABLE, Severity.ERROR, "x".repeat(100_000))),
            null,
            null,
            null,
            "",
            null,
            null,
            null,
            null,
            null);
    try (Journal journal = new Journal(folder.resolve("journal"), 1)) {
      journal.commit(List.of(large), new PixelStatistics(), new PixelStatistics());
      assertThat(rows(journal, 0)).containsExactly(large);
    }
  }

  @Test
  void manyThreadsCommitAtOnce() throws Exception {
    Path file = folder.resolve("journal");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Journal journal = new Journal(file, SAMPLES)) {
      List<Future<?>> commits = new ArrayList<>();
      for (int i = 0; i < SAMPLES; i++) {
        int ordinal = i;
        commits.add(
            threads.submit(
                () -> {
                  commit(journal, ordinal);
                  return rows(journal, ordinal).get(0);
                }));
      }
      for (int i = 0; i < SAMPLES; i++) {
        assertThat(commits.get(i).get()).isEqualTo(outcome(i));
      }
    } finally {
      threads.shutdown();
    }
    int[] all = java.util.stream.IntStream.range(0, SAMPLES).toArray();
    try (Journal journal = new Journal(file, SAMPLES)) {
      check(journal, sum(all), all);
    }
  }

  @Test
  void pixelsComeBackFromEverySegment() throws IOException {
    List<HostImage> images = new ArrayList<>();
    List<SpooledPixels> places = new ArrayList<>();
    for (int session = 0; session < 2; session++) {
      try (PixelSpool spool = new PixelSpool(folder);
          PixelSpool.Segment first = spool.openSegment();
          PixelSpool.Segment second = spool.openSegment()) {
        for (int i = 0; i < 10; i++) {
          HostImage image =
              SyntheticImages.noise(
                  PixelType.values()[i % 2], new Size(1 + i, 3), session * 10 + i);
          images.add(image);
          places.add((i % 3 == 0 ? first : second).append(image));
        }
      }
    }
    assertThat(places).extracting(SpooledPixels::segment).contains(0, 1, 2, 3);
    try (PixelSpool spool = new PixelSpool(folder)) {
      HostImage memory = HostImage.allocate(PixelType.U16, new Size(100, 10));
      for (int i = images.size() - 1; i >= 0; i--) {
        HostImage read = spool.read(places.get(i), memory.pixels());
        assertThat(read.type()).isEqualTo(images.get(i).type());
        assertThat(read.size()).isEqualTo(images.get(i).size());
        assertThat(SyntheticImages.bytes(read)).isEqualTo(SyntheticImages.bytes(images.get(i)));
      }
    }
  }

  @Test
  void aSpoolThatIsTooShortIsAnError() throws IOException {
    SpooledPixels place;
    try (PixelSpool spool = new PixelSpool(folder);
        PixelSpool.Segment segment = spool.openSegment()) {
      place = segment.append(SyntheticImages.noise(PixelType.U8, new Size(10, 10), 1));
    }
    Path file = folder.resolve("pixels-0.bin");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 99));
    try (PixelSpool spool = new PixelSpool(folder)) {
      HostImage memory = HostImage.allocate(PixelType.U8, new Size(10, 10));
      assertThatThrownBy(() -> spool.read(place, memory.pixels()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("shorter");
    }
  }
}
