package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.run.StatisticsRun;
import dev.xraygpu.statistics.PixelSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check that stumbles over pixels a lane has counted costs that image, and never the run. */
class StumblingPixelCheckTest {
  private static final Size SIZE = new Size(300, 200);

  @TempDir Path folder;

  /** Says of some images that they have no pixels, by which no check can divide. */
  private static final class DeviceWithoutPixels extends DeviceAround {
    private final Predicate<PixelSummary> spoiled;

    DeviceWithoutPixels(Device device, Predicate<PixelSummary> spoiled) {
      super(device, 3);
      this.spoiled = spoiled;
    }

    @Override
    Lane around(Lane lane) {
      return new LaneAround(lane) {
        @Override
        public List<LaneResult> await() throws DeviceException {
          return super.await().stream().map(DeviceWithoutPixels.this::spoil).toList();
        }
      };
    }

    private LaneResult spoil(LaneResult result) {
      return result instanceof LaneResult.Processed done && spoiled.test(done.input())
          ? new LaneResult.Processed(
              done.pixels(), new PixelSummary(done.input().type(), 0, 0, true), done.counted())
          : result;
    }
  }

  private static GeneratedDataset sound(Path root) throws IOException {
    return GeneratedDataset.in(root)
        .with("train/A/a.png", SyntheticImages.smooth(PixelType.U8, SIZE, 2))
        .with("train/A/b.png", SyntheticImages.smooth(PixelType.U16, SIZE, 3))
        .with("val/A/c.png", SyntheticImages.smooth(PixelType.U8, SIZE, 4));
  }

  private static RunReport run(GeneratedDataset dataset, Predicate<PixelSummary> spoiled)
      throws Exception {
    try (Device device = new DeviceWithoutPixels(new CpuDeviceProvider().open(0), spoiled)) {
      return new StatisticsRun(
              dataset.root(),
              ScanOptions.DEFAULT,
              Rendering.DEFAULT,
              Pipeline.tutorial().stages(),
              PassSettings.defaults().withThreads(1))
          .run(device, Decoders.load(), Optional.empty(), RunListener.SILENT);
    }
  }

  @Test
  void theImageIsDroppedAndNotCounted() throws Exception {
    Size other = new Size(310, 200);
    GeneratedDataset with =
        sound(folder.resolve("with"))
            .with("train/A/aa.png", SyntheticImages.smooth(PixelType.U8, other, 5))
            .with("train/A/z.png", SyntheticImages.smooth(PixelType.U16, other, 6))
            .with("val/A/z.png", SyntheticImages.smooth(PixelType.U8, other, 7));
    RunReport report = run(with, input -> input.count() != SIZE.area());
    assertThat(report.tally().count(SampleStatus.DROPPED)).isEqualTo(3);
    assertThat(report.tally().samplesInAll()).isEqualTo(6);
    assertThat(
            Objects.requireNonNull(report.tally().codes().get(FindingCode.STAGE_FAILED)).examples())
        .hasSize(3)
        .allSatisfy(
            finding ->
                assertThat(finding.message())
                    .startsWith(
                        "checking its pixels failed unexpectedly: java.lang.ArithmeticException"));
    assertThat(report.statistics())
        .isPresent()
        .isEqualTo(run(sound(folder.resolve("w")), input -> false).statistics());
  }

  @Test
  void ofAFilmTheVeryFrameIsTakenBack() throws Exception {
    GeneratedDataset film = sound(folder.resolve("film"));
    film.write("train/A/film.dcm", MultiFrameRunTest.dicom(3, 1, false));
    AtomicInteger frames = new AtomicInteger();
    RunReport report =
        run(film, input -> input.count() != SIZE.area() && frames.incrementAndGet() == 3);
    assertThat(report.tally().count(SampleStatus.DROPPED)).isEqualTo(1);
    GeneratedDataset shorter = sound(folder.resolve("shorter"));
    shorter.write("train/A/film.dcm", MultiFrameRunTest.dicom(2, 1, false));
    assertThat(report.statistics())
        .isPresent()
        .isEqualTo(run(shorter, input -> false).statistics());
  }
}
