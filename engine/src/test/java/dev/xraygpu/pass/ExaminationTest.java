package dev.xraygpu.pass;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.decode.DecodedFrame;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.region.ImagePlanner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stumbles over an image is that image's fault; what the disk refuses is not. */
class ExaminationTest {
  private static final HostImage IMAGE = SyntheticImages.smooth(PixelType.U8, Size.square(100), 1);
  private static final ImageHeader HEADER =
      new ImageHeader(ImageFormat.PNG, IMAGE.size(), 1, IMAGE.type(), false, "");

  @TempDir Path folder;

  private static void examine(SignatureFile signatures, ByteBuffer file) throws Exception {
    new Examination(
            new LaneSpecification(List.of(), 1, Exclusion.NONE),
            ImagePlanner.of(List.of()),
            Optional.empty(),
            signatures.writer())
        .of(
            new FileRows(new Sample(0, "a.png", Split.ALL, "", "")).whole(),
            file,
            HEADER,
            DecodedFrame.PLAIN,
            IMAGE,
            true);
  }

  @SuppressWarnings("NullAway") // the fault
  @Test
  void aStepThatStumblesRefusesTheImage() throws Exception {
    try (SignatureFile signatures = new SignatureFile(folder)) {
      assertThatThrownBy(() -> examine(signatures, null))
          .isInstanceOf(Examination.Refusal.class)
          .hasMessageStartingWith(
              "finding its measures failed unexpectedly: java.lang.NullPointerException");
    }
  }

  @Test
  void aDiskThatFailsEndsTheRun() throws Exception {
    SignatureFile signatures = new SignatureFile(folder);
    signatures.close();
    assertThatThrownBy(() -> examine(signatures, ByteBuffer.allocateDirect(10)))
        .isInstanceOf(IOException.class)
        .isInstanceOf(ClosedChannelException.class);
  }
}
