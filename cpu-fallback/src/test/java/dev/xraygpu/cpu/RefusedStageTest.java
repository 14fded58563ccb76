package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.device.Device;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.inspection.DecodedFile;
import dev.xraygpu.inspection.StageSteps;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.pipeline.StatisticsOf;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.sink.OutputFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that a stage would compute wrongly on is a finding, and no wrong pixels. */
class RefusedStageTest {
  private static final List<Stage> STAGES =
      List.of(new Resize(Size.square(1), Fit.LETTERBOX, Interpolation.AREA));
  private static final String REASON =
      "stage resize: each new pixel would be the average of 9000000 pixels, and area interpolation"
          + " adds up at most 8421504: take a larger --size, or --interpolation linear";

  @TempDir Path folder;

  private GeneratedDataset dataset() throws Exception {
    return GeneratedDataset.in(folder.resolve("data"))
        .with("large.png", SyntheticImages.constant(PixelType.U8, Size.square(3000), 255))
        .with("small.png", SyntheticImages.smooth(PixelType.U8, Size.square(300), 1));
  }

  @Test
  void theOtherImagesAreProcessed() throws Exception {
    Pipeline pipeline =
        new Pipeline(STAGES, new Normalization.None(), StatisticsOf.INPUT, ElementType.UINT8);
    Path out = folder.resolve("out");
    RunReport report = RunFixture.of(dataset(), out).with(pipeline, OutputFormat.NPY).run();
    assertThat(report.tally().count(SampleStatus.DROPPED)).isEqualTo(1);
    assertThat(report.tally().samplesInAll()).isEqualTo(2);
    assertThat(Files.readString(out.resolve("findings.csv")))
        .contains("large.png,stage-failed,error,\"" + REASON + "\"");
  }

  @Test
  void inspectionSaysTheSame() throws Exception {
    Path file = dataset().root().resolve("large.png");
    DecodedFile decoded =
        DecodedFile.read(
            file,
            new FileBuffer(DecodeRequest.DEFAULT.limits()),
            DecodeRequest.DEFAULT,
            Decoders.load());
    try (Device device = new CpuDeviceProvider().open(0)) {
      StageSteps steps = new StageSteps(file, decoded, device, FaultChoices.NONE);
      assertThatThrownBy(() -> steps.each(STAGES))
          .isInstanceOf(RunException.class)
          .hasMessage(file + ": " + REASON);
    }
  }
}
