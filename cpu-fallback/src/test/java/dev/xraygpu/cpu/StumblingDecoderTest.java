package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodedFrame;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FrameDecoder;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.decode.PatientIdentity;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.run.ValidationRun;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A decoder with a defect costs the file that it stumbles over, and never the run. */
class StumblingDecoderTest {
  @TempDir Path folder;

  /** Where it stumbles. */
  enum Step {
    OPEN,
    PATIENT,
    NOTES,
    /** What it says is looked at, and nothing is there. */
    HEADER,
    ACQUISITION,
    DECODE,
    ACQUISITION_AFTERWARDS
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void theOtherFilesAreRead(Step step) throws Exception {
    GeneratedDataset dataset = GeneratedDataset.in(folder.resolve("data"));
    for (int i = 0; i < 3; i++) {
      dataset.with(i + ".png", SyntheticImages.smooth(PixelType.U8, new Size(100, 100), i));
    }
    Files.write(dataset.root().resolve("4.dcm"), MultiFrameRunTest.dicom(2, 1, false));
    List<ImageDecoder> decoders = new ArrayList<>();
    for (ImageDecoder decoder : Decoders.load().all()) {
      decoders.add(decoder instanceof FrameDecoder frames ? new Stumbling(frames, step) : decoder);
    }
    RunReport report =
        new ValidationRun(
                dataset.root(),
                ScanOptions.DEFAULT,
                Rendering.DEFAULT,
                PassSettings.defaults().withThreads(1),
                "")
            .run(
                new CpuDeviceProvider().open(0),
                new Decoders(decoders),
                Optional.of(folder.resolve("out")),
                false,
                RunListener.SILENT);
    assertThat(report.tally().files()).isEqualTo(4);
    assertThat(report.tally().count(SampleStatus.DROPPED)).isBetween(1L, 2L);
    assertThat(report.tally().samplesInAll() - report.tally().count(SampleStatus.DROPPED))
        .isEqualTo(3);
    assertThat(
            Objects.requireNonNull(report.tally().codes().get(FindingCode.UNREADABLE)).examples())
        .allSatisfy(
            finding -> {
              assertThat(finding.path()).startsWith("4.dcm");
              assertThat(finding.message())
                  .startsWith(
                      "the decoder failed unexpectedly: java.lang."
                          + (step == Step.HEADER
                              ? "NullPointerException"
                              : "IllegalStateException: " + step));
            });
  }

  private static final class Stumbling extends DecoderAround implements FrameDecoder {
    private final FrameDecoder decoder;
    private final Step step;

    Stumbling(FrameDecoder decoder, Step step) {
      super(decoder);
      this.decoder = decoder;
      this.step = step;
    }

    @Override
    public OpenImage open(ByteBuffer file, DecodeRequest request) throws DecodeException {
      stumble(Step.OPEN);
      return new StumblingImage(decoder.open(file, request), this);
    }

    void stumble(Step at) {
      if (at == step) {
        throw new IllegalStateException(step.toString());
      }
    }
  }

  @SuppressWarnings("NullAway") // a decoder's mistake
  private static ImageHeader formatless(ImageHeader whole) {
    return new ImageHeader(
        null,
        whole.stored(),
        whole.orientation(),
        whole.pixelType(),
        whole.color(),
        whole.detail());
  }

  private static final class StumblingImage implements OpenImage {
    private final OpenImage image;
    private final Stumbling decoder;
    private boolean decoded;

    StumblingImage(OpenImage image, Stumbling decoder) {
      this.image = image;
      this.decoder = decoder;
    }

    @Override
    public ImageHeader header() {
      ImageHeader header = image.header();
      return decoder.step == Step.HEADER ? formatless(header) : header;
    }

    @Override
    public int frames() {
      return image.frames();
    }

    @Override
    public List<DecodeNote> notes() {
      decoder.stumble(Step.NOTES);
      return image.notes();
    }

    @Override
    public Map<String, String> acquisition(int frame) {
      decoder.stumble(decoded ? Step.ACQUISITION_AFTERWARDS : Step.ACQUISITION);
      return image.acquisition(frame);
    }

    @Override
    public PatientIdentity patient() {
      decoder.stumble(Step.PATIENT);
      return image.patient();
    }

    @Override
    public DecodedFrame decode(int frame, HostImage target) throws DecodeException {
      decoder.stumble(Step.DECODE);
      decoded = decoder.step == Step.ACQUISITION_AFTERWARDS;
      image.decode(frame, target);
      return new DecodedFrame(
          0,
          OptionalLong.of(0),
          List.of(new DecodeNote(FindingCode.EXTRA_PIXEL_DATA, "so that it is asked again")));
    }
  }
}
