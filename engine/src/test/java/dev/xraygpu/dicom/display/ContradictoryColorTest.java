package dev.xraygpu.dicom.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.DicomWriter;
import dev.xraygpu.dicom.TransferSyntax;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.quality.FindingCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three samples per pixel in a header that does not make colours of them. */
class ContradictoryColorTest {
  private static DicomWriter pixel(String photometric) {
    return DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
        .us(DicomTag.SAMPLES_PER_PIXEL, 3)
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
        .us(DicomTag.ROWS, 1)
        .us(DicomTag.COLUMNS, 1)
        .us(DicomTag.BITS_ALLOCATED, 8);
  }

  private static int luma(DicomWriter header) throws DecodeException {
    byte[] file =
        header.element(DicomTag.PIXEL_DATA, "OB", new byte[] {(byte) 255, 0, 0, 0}).toBytes();
    OpenImage image =
        new DicomImageDecoder().open(SampleImages.direct(file), DecodeRequest.DEFAULT);
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());
    image.decode(1, target);
    return target.get(0, 0);
  }

  private static DecodeException refusal(DicomWriter header) {
    DecodeException refusal = catchThrowableOfType(DecodeException.class, () -> luma(header));
    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
    return refusal;
  }

  @ParameterizedTest
  @ValueSource(strings = {"HSV", "CMYK", "PALETTE COLOR", "MONOCHROME1", "MONOCHROME2", ""})
  void otherInterpretationsAreNotTakenForRgb(String photometric) throws DecodeException {
    assertThat(luma(pixel("RGB"))).isEqualTo(76 * 257);
    assertThat(refusal(pixel(photometric))).hasMessageContaining("neither RGB nor one of YBR");
  }

  @Test
  void coloursAreUnsigned() {
    assertThat(refusal(pixel("RGB").us(DicomTag.PIXEL_REPRESENTATION, 1)))
        .hasMessageContaining("colours and signed");
  }

  @Test
  void samplesAreByPixelOrByPlane() {
    assertThat(refusal(pixel("RGB").us(DicomTag.PLANAR_CONFIGURATION, 5)))
        .hasMessageContaining("planar configuration is 5");
  }
}
