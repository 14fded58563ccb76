package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.cpu.CpuDeviceProvider;
import dev.xraygpu.device.Availability;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.DeviceProvider;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneBatch;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.statistics.PixelStatistics;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Device cuda against the CPU device, which is OpenCV: results, summaries and statistics of random
 * batches. Not one byte may differ, except where a tolerance is published. A test extends this
 * class and says whose GPU it is; where there is none, it is skipped by name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExactnessContract {
  private static final int BATCH = 8;
  private static final Exclusion EXCLUSION = new Exclusion(100, true);

  private Device cuda;
  private Device cpu;

  /** Of device cuda. */
  abstract DeviceProvider provider();

  @BeforeAll
  void open() throws DeviceException {
    if (provider().probe() instanceof Availability.Unavailable unavailable) {
      String reason = getClass().getSimpleName() + " is skipped: " + unavailable.reason();
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    cuda = provider().open(0);
    cpu = new CpuDeviceProvider().open(0);
  }

  @AfterAll
  void close() {
    if (cuda != null) {
      cuda.close();
      cpu.close();
    }
  }

  /** 8 images each: 2,160 in all of 8 bit, 560 of 16 bit. */
  @ParameterizedTest
  @CsvSource({
    "LINEAR, U8, 60",
    "AREA, U8, 60",
    "MEDIAN, U8, 30",
    "CLAHE, U8, 50",
    "NON_LOCAL_MEANS, U8, 20",
    "PIPELINE, U8, 50",
    "LINEAR, U16, 15",
    "AREA, U16, 15",
    "MEDIAN, U16, 10",
    "CLAHE, U16, 10",
    "NON_LOCAL_MEANS, U16, 10",
    "PIPELINE, U16, 10",
  })
  void noByteDiffersFromTheCpuDevice(RandomCase.Kind kind, PixelType type, int cases)
      throws DeviceException {
    for (int i = 0; i < cases; i++) {
      RandomCase random = RandomCase.of(kind, type, BATCH, 1000L * kind.ordinal() + i);
      Outcome expected = Outcome.of(cpu, random);
      Outcome actual = Outcome.of(cuda, random);
      for (int image = 0; image < BATCH; image++) {
        assertThat(SyntheticImages.bytes(actual.results().get(image)))
            .as("%s of %s", random.stages(), random.images().get(image).size())
            .isEqualTo(SyntheticImages.bytes(expected.results().get(image)));
      }
      assertThat(actual.input()).isEqualTo(expected.input());
      assertThat(actual.processed()).isEqualTo(expected.processed());
    }
  }

  /** Which share of pixels the bilateral filter of 16 bits may have that differ, by 1. */
  double shareOfBilateral() {
    return 0;
  }

  /** The sums' last bit depends on the order of the taps: it is that of AVX2 on both. */
  @ParameterizedTest
  @CsvSource({"U8, 40", "U16, 20"})
  void bilateralHasTheOrderOfTheProcessor(PixelType type, int cases) throws DeviceException {
    long different = 0;
    long pixels = 0;
    for (int i = 0; i < cases; i++) {
      RandomCase random = RandomCase.of(RandomCase.Kind.BILATERAL, type, BATCH, i);
      Differences found = Differences.of(Outcome.of(cuda, random), Outcome.of(cpu, random));
      different += found.different();
      pixels += found.pixels();
      assertThat(found.largest()).as("%s", random.stages()).isLessThanOrEqualTo(1);
    }
    System.out.println("bilateral " + type + ": " + different + " of " + pixels + " differ by 1");
    double share = type == PixelType.U8 ? 0 : shareOfBilateral();
    assertThat(different).isLessThanOrEqualTo(Math.round(pixels * share));
  }

  private record Outcome(
      List<HostImage> results, PixelStatistics input, PixelStatistics processed) {
    static Outcome of(Device device, RandomCase random) throws DeviceException {
      List<Stage> stages = random.stages();
      PixelStatistics input = new PixelStatistics();
      PixelStatistics processed = new PixelStatistics();
      try (Lane lane = device.openLane(new LaneSpecification(stages, BATCH, EXCLUSION))) {
        List<LaneResult> results = LaneBatch.run(lane, random.images());
        lane.drainStatistics(input, processed);
        return new Outcome(
            results.stream().map(r -> LaneBatch.processed(r).pixels().copy()).toList(),
            input,
            processed);
      }
    }
  }

  private record Differences(long different, long pixels, int largest) {
    static Differences of(Outcome actual, Outcome expected) {
      long different = 0;
      long pixels = 0;
      int largest = 0;
      for (int i = 0; i < actual.results().size(); i++) {
        int[] a = SyntheticImages.values(actual.results().get(i));
        int[] b = SyntheticImages.values(expected.results().get(i));
        for (int p = 0; p < a.length; p++) {
          different += a[p] == b[p] ? 0 : 1;
          largest = Math.max(largest, Math.abs(a[p] - b[p]));
        }
        pixels += a.length;
      }
      return new Differences(different, pixels, largest);
    }
  }
}
