package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.pipeline.MaskArtifacts;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.run.StatisticsRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage that stumbles over an image on the host costs that image, and never the run. */
class StumblingStageTest {
  // Nobody knows what is to become of letters, which shows where there are some.
  @SuppressWarnings("NullAway") // the fault
  private static final List<Stage> STAGES = List.of(new MaskArtifacts(null));

  private static final Size SIZE = Size.square(700);

  @TempDir Path folder;

  private static HostImage withLetters() {
    HostImage image = SyntheticImages.smooth(PixelType.U8, SIZE, 1);
    for (int letter = 0; letter < 3; letter++) {
      for (int y = 0; y < 30; y++) {
        for (int x = 0; x < 20; x++) {
          if (x < 5 || y >= 25) {
            SyntheticImages.set(image, 20 + 30 * letter + x, 20 + y, 255);
          }
        }
      }
    }
    return image;
  }

  @Test
  void theOtherImagesAreExamined() throws Exception {
    GeneratedDataset dataset =
        GeneratedDataset.in(folder.resolve("data"))
            .with("train/A/a.png", SyntheticImages.smooth(PixelType.U8, SIZE, 2))
            .with("train/A/letters.png", withLetters())
            .with("train/A/z.png", SyntheticImages.smooth(PixelType.U8, SIZE, 3));
    RunReport report =
        new StatisticsRun(
                dataset.root(),
                ScanOptions.DEFAULT,
                Rendering.DEFAULT,
                STAGES,
                PassSettings.defaults().withThreads(1))
            .run(
                new CpuDeviceProvider().open(0),
                Decoders.load(),
                Optional.empty(),
                RunListener.SILENT);
    assertThat(report.tally().samplesInAll()).isEqualTo(3);
    assertThat(report.tally().count(SampleStatus.DROPPED)).isEqualTo(1);
    assertThat(
            Objects.requireNonNull(report.tally().codes().get(FindingCode.STAGE_FAILED)).examples())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path()).isEqualTo("train/A/letters.png");
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.message())
                  .startsWith(
                      "finding its crop and patches failed unexpectedly:"
                          + " java.lang.NullPointerException");
            });
  }
}
