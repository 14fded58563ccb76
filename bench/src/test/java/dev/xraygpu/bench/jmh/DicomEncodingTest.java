package dev.xraygpu.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.dicom.DicomFile;
import dev.xraygpu.dicom.StoredFrame;
import dev.xraygpu.dicom.StoredPixelReader;
import dev.xraygpu.dicom.codec.FrameCodecs;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A benchmark of files that are not what they should be would measure something else. */
class DicomEncodingTest {
  private static final int SIDE = 61;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JPEG_BASELINE")
  void losslessFilesHoldThePhantom(DicomEncoding encoding) throws Exception {
    HostImage image = Phantoms.image(SIDE, PixelType.U16);
    StoredFrame frame =
        new StoredPixelReader(FrameCodecs.load())
            .read(
                DicomFile.read(SampleImages.direct(encoding.file(image)), DecodeLimits.DEFAULT),
                0,
                DecodeVerification.FULL);
    assertThat(frame.count()).isEqualTo(image.pixelCount());
    for (int i = 0; i < image.pixelCount(); i++) {
      assertThat(frame.value(i)).isEqualTo(image.get(i % SIDE, i / SIDE));
    }
  }
}
