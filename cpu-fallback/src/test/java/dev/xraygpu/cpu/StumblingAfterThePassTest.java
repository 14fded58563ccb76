package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.Lane;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.run.ValidationRun;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is decoded once more after the pass may fail then: the run keeps its results. */
class StumblingAfterThePassTest {
  @TempDir Path folder;
  private Path data;

  /** Two files with the same pixels, and one of others. */
  @BeforeEach
  void dataset() throws Exception {
    data = Files.createDirectories(folder.resolve("data"));
    BufferedImage image = SampleImages.gray(160, 140);
    Files.write(data.resolve("a.png"), SampleImages.encode(image, "png"));
    Files.write(data.resolve("b.tiff"), SampleImages.encode(image, "tiff"));
    BufferedImage other = SampleImages.gray(170, 150);
    Files.write(data.resolve("c.png"), SampleImages.encode(other, "png"));
  }

  /** What works until the pass is over. */
  private static final class Stumble implements RunListener {
    private volatile boolean passed;
    private final AtomicInteger stumbled = new AtomicInteger();

    @Override
    public void end(Phase phase) {
      passed |= phase == Phase.PASS;
    }

    void now() {
      if (passed) {
        stumbled.incrementAndGet();
        throw new IllegalStateException("stumbled");
      }
    }
  }

  private RunReport run(Stumble stumble, Device device, List<ImageDecoder> decoders)
      throws Exception {
    RunReport report =
        new ValidationRun(data, ScanOptions.DEFAULT, Rendering.DEFAULT, PassSettings.defaults(), "")
            .run(
                device, new Decoders(decoders), Optional.of(folder.resolve("out")), false, stumble);
    assertThat(stumble.stumbled).hasPositiveValue();
    assertThat(report.tally().samplesInAll()).isEqualTo(3);
    assertThat(report.tally().count(SampleStatus.DROPPED)).isZero();
    return report;
  }

  @Test
  void withoutAFaultTheCopyIsFoundAndThePageHasPictures() throws Exception {
    RunReport report =
        new ValidationRun(data, ScanOptions.DEFAULT, Rendering.DEFAULT, PassSettings.defaults(), "")
            .run(
                new CpuDeviceProvider().open(0),
                Decoders.load(),
                Optional.of(folder.resolve("out")),
                false,
                RunListener.SILENT);
    assertThat(report.tally().codes()).containsKey(FindingCode.SAME_PIXELS);
    assertThat(Files.readString(folder.resolve("out/report.html"))).contains("<img");
  }

  @Test
  void aDecoder() throws Exception {
    Stumble stumble = new Stumble();
    List<ImageDecoder> decoders =
        Decoders.load().all().stream()
            .<ImageDecoder>map(decoder -> new Stumbling(decoder, stumble))
            .toList();
    RunReport report = run(stumble, new CpuDeviceProvider().open(0), decoders);
    // What cannot be told for certain is found all the same, by what the images show.
    assertThat(report.tally().codes())
        .containsKey(FindingCode.NEAR_DUPLICATE)
        .doesNotContainKey(FindingCode.SAME_PIXELS);
    assertThat(Files.readString(folder.resolve("out/report.html"))).doesNotContain("<img");
  }

  @Test
  void aDevice() throws Exception {
    Stumble stumble = new Stumble();
    Device device =
        new DeviceAround(new CpuDeviceProvider().open(0), 2) {
          @Override
          Lane around(Lane lane) {
            return new LaneAround(lane) {
              @Override
              public void submit() throws DeviceException {
                stumble.now();
                super.submit();
              }
            };
          }
        };
    RunReport report = run(stumble, device, Decoders.load().all());
    assertThat(report.tally().codes()).containsKey(FindingCode.SAME_PIXELS);
    assertThat(Files.readString(folder.resolve("out/report.html"))).contains("<img");
  }

  private static final class Stumbling extends DecoderAround {
    private final Stumble stumble;

    Stumbling(ImageDecoder decoder, Stumble stumble) {
      super(decoder);
      this.stumble = stumble;
    }

    @Override
    public Decoding decode(ByteBuffer file, ImageHeader header, HostImage target)
        throws DecodeException {
      stumble.now();
      return super.decode(file, header, target);
    }
  }
}
