package dev.xraygpu.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.gpu.nvjpeg.NvJpegBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BenchmarkTest {
  private static final Work FILES = new Work(100, 200_000_000, 30_000_000);

  private final List<String> ran = new ArrayList<>();

  /** Takes the times it is given, in turn. */
  private Activity activity(Activity.Setup setup, double... seconds) {
    return new Activity() {
      private int round;

      @Override
      public Setup setup() {
        return setup;
      }

      @Override
      public Outcome run() {
        ran.add(setup.name());
        double time = seconds[round++ % seconds.length];
        return new Outcome(
            FILES, OptionalDouble.of(time), OptionalDouble.of(2 * time), Optional.of("a <remark>"));
      }
    };
  }

  private static Activity.Setup setup(Activity.Kind kind, String name, int threads) {
    return Activity.Setup.onHost(kind, name, threads);
  }

  private BenchmarkReport report() throws Exception {
    List<Activity> activities =
        List.of(
            activity(setup(Activity.Kind.DECODING, "decoding", 1), 9, 1, 2, 3, 4, 5),
            activity(setup(Activity.Kind.JOB, "whole job", 1), 9, 2, 4, 6, 8, 10),
            activity(setup(Activity.Kind.DECODING, "decoding", 2), 0.5),
            activity(setup(Activity.Kind.JOB, "whole job", 2), 1.25),
            activity(setup(Activity.Kind.STAGE, "clahe", 2), 0.1));
    return new BenchmarkReport(
        "data <set>",
        new Benchmark(activities, Map.of()).run(1, 5, what -> {}, note -> {}),
        List.of("a note"),
        List.of());
  }

  @Test
  void activitiesTakeTurns() throws Exception {
    report();
    assertThat(ran).hasSize(6 * 5);
    assertThat(ran.subList(5, 10)).isEqualTo(ran.subList(0, 5));
  }

  @Test
  void otherProgramsWarmUpOnce() throws Exception {
    new Benchmark(
            List.of(
                activity(setup(Activity.Kind.JOB, "job", 1), 1),
                activity(setup(Activity.Kind.PEER, "peer", 1), 2)),
            Map.of())
        .run(3, 2, what -> {}, note -> {});
    assertThat(ran).containsExactly("job", "job", "job", "peer", "job", "peer", "job", "peer");
  }

  @Test
  void aPeerThatFailsIsLeftOutAndTheRestIsMeasured() throws Exception {
    Activity peer =
        new Activity() {
          private int round;

          @Override
          public Setup setup() {
            return BenchmarkTest.setup(Activity.Kind.PEER, "peer", 1);
          }

          @Override
          public Outcome run() throws PeerException {
            if (++round == 3) {
              throw new PeerException(setup(), "it failed");
            }
            return Outcome.of(FILES);
          }
        };
    Activity decoding = activity(setup(Activity.Kind.DECODING, "decoding", 1), 1);
    Activity job = activity(setup(Activity.Kind.JOB, "whole job", 1), 2);
    List<String> notes = new ArrayList<>();
    List<Measurement> measured =
        new Benchmark(List.of(decoding, peer, job), Map.of()).run(1, 5, what -> {}, notes::add);
    assertThat(notes).containsExactly("peer with 1 thread is left out: it failed");
    assertThat(measured).extracting(m -> m.setup().name()).containsExactly("decoding", "whole job");
    assertThat(measured).allSatisfy(m -> assertThat(m.rounds()).hasSize(5));
  }

  @Test
  void anActivityWhoseDeviceFailsIsLeftOutAndTheRestIsMeasured() throws Exception {
    Activity stage =
        new Activity() {
          private int round;

          @Override
          public Setup setup() {
            return new Setup(Activity.Kind.STAGE, "clahe", 2, "cuda:1", 0, "224x224");
          }

          @Override
          public Outcome run() throws DeviceException {
            if (++round == 3) {
              throw new DeviceException("device cuda:1 does not answer any more.");
            }
            return Outcome.of(FILES);
          }
        };
    Activity decoding = activity(setup(Activity.Kind.DECODING, "decoding", 1), 1);
    List<String> notes = new ArrayList<>();
    List<Measurement> measured =
        new Benchmark(List.of(stage, decoding), Map.of()).run(1, 5, what -> {}, notes::add);
    assertThat(notes)
        .containsExactly(
            "clahe, 2 threads, cuda:1 is left out: device cuda:1 does not answer any more.");
    assertThat(measured).extracting(m -> m.setup().name()).containsExactly("decoding");
    assertThat(measured.get(0).rounds()).hasSize(5);
  }

  @Test
  void warmUpDoesNotCount() throws Exception {
    Measurement decode = report().measurements().get(0);
    assertThat(decode.rounds()).hasSize(5);
    assertThat(decode.imagesPerSecond()).isEqualTo(new Spread(20, 100 / 3.0, 100));
    assertThat(decode.megapixelsPerSecond().max()).isEqualTo(200);
    assertThat(decode.megabytesPerSecond().max()).isEqualTo(30);
    assertThat(decode.cpuMillisecondsPerImage().min()).isEqualTo(20);
  }

  @Test
  void fractionsAreOfTheSameRoundsAndThreads() throws Exception {
    BenchmarkReport report = report();
    Measurement one = report.measurements().get(1);
    Measurement two = report.measurements().get(3);
    Spread half = one.fractionOf(report.ceiling(one).orElseThrow());
    assertThat(half).isEqualTo(new Spread(0.5, 0.5, 0.5));
    assertThat(two.fractionOf(report.ceiling(two).orElseThrow()).median())
        .isEqualTo(0.4, within(1e-12));
    assertThat(two.cpuFractionOf(report.ceiling(two).orElseThrow()).median())
        .isEqualTo(0.4, within(1e-12));
    assertThat(report.libraryCeiling(two)).isEmpty();
  }

  private static Measurement measured(
      Activity.Setup setup, Work work, List<Measurement.Round> rounds) {
    return new Measurement(setup, work, rounds, Optional.empty(), Optional.empty());
  }

  @Test
  void fractionsCompareImagesNotRuns() {
    List<Measurement.Round> rounds = List.of(new Measurement.Round(1, 1, 0));
    Measurement all = measured(setup(Activity.Kind.DECODING, "decoding", 1), FILES, rounds);
    Measurement half = measured(setup(Activity.Kind.PEER, "peer", 1), new Work(50, 0, 0), rounds);
    assertThat(half.fractionOf(all).median()).isEqualTo(0.5);
  }

  @Test
  void jsonHoldsEveryRound() throws Exception {
    JsonNode json = report().toJson();
    assertThat(json.path("measurements")).hasSize(5);
    JsonNode job = json.path("measurements").get(1);
    assertThat(job.path("kind").asString()).isEqualTo("job");
    assertThat(job.path("fraction_of_decoding").path("median").asDouble()).isEqualTo(0.5);
    assertThat(job.path("rounds")).hasSize(5);
    assertThat(job.path("rounds").get(4).path("seconds").asDouble()).isEqualTo(10);
    assertThat(json.path("notes").get(0).asString()).isEqualTo("a note");
  }

  @Test
  void tableAndPageNameEverythingMeasured() throws Exception {
    BenchmarkReport report = report();
    String table = String.join("\n", BenchmarkTable.of(report));
    assertThat(table).contains("whole job, 1 thread ", "clahe, 2 threads", "0.50[0.50]", "a note");
    String page = BenchmarkPage.of(report);
    assertThat(page)
        .contains("data &lt;set>", "a &lt;remark>", "whole job, 2 threads", "ideal, of decoding")
        .doesNotContain("http://", "https://", "<script", "NaN");
  }

  @Test
  void noRoundIsNoFigure() {
    assertThatThrownBy(() -> Spread.of(List.<Integer>of(), x -> x))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nvJpegIsThereOrLeftOutWithAReason() {
    for (NvJpegBackend backend : NvJpegBackend.values()) {
      assertThat(NvJpegPeer.missing(backend).orElse("nvJPEG, left out: there"))
          .startsWith("nvJPEG, ")
          .containsPattern("left out: .+");
    }
  }

  @Test
  void nvJpegThatFailsIsLeftOut(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("train/NORMAL"));
    Files.writeString(folder.resolve("train/NORMAL/a.jpg"), "none");
    NvJpegPeer peer =
        new NvJpegPeer(
            folder,
            NvJpegBackend.HARDWARE,
            2,
            () -> {
              throw new DeviceException("no circuits");
            });
    assertThatThrownBy(peer::run)
        .isInstanceOf(PeerException.class)
        .hasMessage("nvJPEG, hardware with 2 threads is left out: no circuits");
  }

  @Test
  void peersAreScriptsThatAreNotModulesOfOthers(@TempDir Path folder) throws Exception {
    for (String name : List.of("b_flow.py", "_shared.py", "a.py", "README.md")) {
      Files.writeString(folder.resolve(name), "");
    }
    assertThat(PeerProcess.scripts(folder))
        .extracting(script -> script.getFileName().toString())
        .containsExactly("a.py", "b_flow.py");
  }
}
