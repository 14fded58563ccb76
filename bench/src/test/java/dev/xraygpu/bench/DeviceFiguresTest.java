package dev.xraygpu.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.xraygpu.device.DeviceMeter;
import dev.xraygpu.device.KernelTimes;
import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.device.StageTimes;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a device tells about a job: differences of its counters, and what is shown of them. */
class DeviceFiguresTest {
  /** A device that copies 1 TB a second, and whose jobs take the same each time. */
  private static final class FakeMeter implements DeviceMeter {
    private final StageTimes steps = new StageTimes();
    private final KernelTimes kernels = new KernelTimes();
    private final boolean knowsEnergy;
    private double joules = 1000;

    FakeMeter(boolean knowsEnergy) {
      this.knowsEnergy = knowsEnergy;
    }

    /**
     * Ten images: 2 ms of upload, 1 ms of a kernel that moves 0.5 GB. One is uploaded once more, to
     * be shown in the report.
     */
    void work() {
      steps.add("upload", 2, 11);
      steps.add("median", 1, 10);
      kernels.add("median", "median_3", 1, 10, new MemoryTraffic(300_000_000, 200_000_000));
      joules += 5;
    }

    @Override
    public List<StageTimes.StageTime> steps() {
      return steps.all();
    }

    @Override
    public List<KernelTimes.KernelTime> kernels() {
      return kernels.all();
    }

    @Override
    public CopyRates measureCopies() {
      return new CopyRates(20e9, 25e9, 1e12, 1 << 20);
    }

    @Override
    public StageRate measureStages(List<Stage> stages, List<HostImage> images) {
      assertThat(stages).isEqualTo(Pipeline.tutorial().stages());
      assertThat(images).allMatch(image -> image.size().equals(Size.square(1024)));
      return new StageRate(612_345.6, images.size(), 3);
    }

    @Override
    public MemoryUse memory() {
      return new MemoryUse(2_000_000_000L, 80_000_000_000L, OptionalLong.of(123_400_000));
    }

    @Override
    public Energy energy() {
      return knowsEnergy ? new Energy.Counted(joules) : new Energy.Unknown("no NVML here");
    }
  }

  private static BenchmarkReport report(FakeMeter meter) throws Exception {
    return report(meter, Activity.Kind.JOB, "whole job");
  }

  private static BenchmarkReport report(FakeMeter meter, Activity.Kind kind, String name)
      throws Exception {
    Activity job =
        new Activity() {
          @Override
          public Setup setup() {
            return new Setup(kind, name, 2, "gpu", 0, "224x224");
          }

          @Override
          public Outcome run() {
            meter.work();
            return new Outcome(
                new Work(10, 10, 10),
                OptionalDouble.of(0.002),
                OptionalDouble.of(0.001),
                Optional.empty());
          }
        };
    meter.steps.add("upload", 777, 1); // before the benchmark began
    return new BenchmarkReport(
        "data",
        new Benchmark(List.of(job), Map.of("gpu", meter)).run(2, 5, what -> {}, note -> {}),
        List.of(),
        List.of(DeviceSummary.measure("gpu", meter)));
  }

  @Test
  void onlyCountedRoundsCount() throws Exception {
    DeviceFigures figures =
        report(new FakeMeter(true)).measurements().get(0).deviceFigures().orElseThrow();
    assertThat(figures.steps())
        .containsExactly(
            new StageTimes.StageTime("upload", 10, 55), new StageTimes.StageTime("median", 5, 50));
    assertThat(figures.kernels())
        .containsExactly(
            new KernelTimes.KernelTime(
                "median", "median_3", 5, 50, new MemoryTraffic(1_500_000_000L, 1_000_000_000L)));
    assertThat(figures.energy()).isEqualTo(new DeviceMeter.Energy.Counted(25));
    assertThat(figures.seconds()).isEqualTo(0.01, within(1e-12));
    // 15 ms of steps in 10 ms.
    assertThat(figures.overlap()).isEqualTo(1.5, within(1e-9));
    assertThat(DeviceFigures.rate(figures.kernels().get(0))).isEqualTo(500e9, within(1.0));
  }

  @Test
  void tableAndPageShowRatesAgainstACopy() throws Exception {
    BenchmarkReport report = report(new FakeMeter(true));
    String table = String.join("\n", BenchmarkTable.of(report));
    assertThat(table)
        .contains("whole job, 2 threads, gpu, by the device's own clock")
        .containsPattern("median_3 +100\\.00 +30000\\.00 +20000\\.00 +500\\.00 +0\\.500")
        .contains("all steps together: 300.00 us; 1.50 of the time that passed")
        .contains("0.5000 J per image, 2500 W")
        .contains("20.00 GB/s from page-locked", "1000.00 GB/s within the device")
        .contains(
            "gpu, histograms and stages alone, 1024x1024 to 224x224, images on the device already:"
                + " 612346 images/s (3 lanes of 64 images)")
        .contains("lanes held at most 123.4 MB", "2.00 of 80.00 GB");
    assertThat(BenchmarkPage.of(report)).contains("median_3", "<h2>Devices</h2>");
  }

  @Test
  void tableShowsHowFarUploadsAndStagesRanAtOnce() throws Exception {
    BenchmarkReport report = report(new FakeMeter(true), Activity.Kind.STAGE, "median");
    assertThat(BenchmarkTable.of(report))
        .contains("gpu, stages with upload and download, by the device's own clock, us per image:")
        .contains(
            "  median, 2 threads, gpu: upload 181.82, median 100.00; all of them 1.50 of the time"
                + " that passed");
  }

  @Test
  void jsonHoldsTheSame() throws Exception {
    JsonNode json = report(new FakeMeter(false)).toJson();
    JsonNode clock = json.path("measurements").get(0).path("device_clock");
    assertThat(clock.path("overlap").asDouble()).isEqualTo(1.5, within(1e-9));
    assertThat(clock.path("kernels").get(0).path("bytes_per_second").asDouble())
        .isEqualTo(500e9, within(1.0));
    assertThat(clock.path("joules").isMissingNode()).isTrue();
    assertThat(clock.path("joules_unknown").asString()).isEqualTo("no NVML here");
    assertThat(json.path("devices").get(0).path("lanes_peak_bytes").asLong())
        .isEqualTo(123_400_000);
  }

  @Test
  void energyThatNobodyKnowsIsSaidSo() throws Exception {
    assertThat(BenchmarkTable.of(report(new FakeMeter(false))))
        .contains("  energy: not known: no NVML here");
  }
}
