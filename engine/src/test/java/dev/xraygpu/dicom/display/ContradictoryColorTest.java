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
import java.util.HexFormat;
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
    return first(
        header.element(DicomTag.PIXEL_DATA, "OB", new byte[] {(byte) 255, 0, 0, 0}).toBytes());
  }

  private static int first(byte[] file) throws DecodeException {
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

  /**
   * OpenJPEG 2.5.0 wrote it without a colour transform: (10, 220, 30), and others. Pillow reads
   * that whatever the header says.
   */
  @ParameterizedTest
  @ValueSource(strings = {"RGB", "YBR_RCT", "YBR_ICT"})
  void codestreamsWithoutTheTransformOfTheirHeaderHoldRedGreenAndBlue(String photometric)
      throws DecodeException {
    byte[] file =
        DicomWriter.file(TransferSyntax.JPEG_2000_LOSSLESS)
            .us(DicomTag.SAMPLES_PER_PIXEL, 3)
            .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
            .us(DicomTag.PLANAR_CONFIGURATION, 0)
            .us(DicomTag.ROWS, 4)
            .us(DicomTag.COLUMNS, 4)
            .us(DicomTag.BITS_ALLOCATED, 8)
            .fragments(new byte[0], HexFormat.of().parseHex(UNTRANSFORMED))
            .toBytes();

    assertThat(first(file)).isEqualTo(136 * 257);
  }

  private static final String UNTRANSFORMED =
      "ff4fff51002f00000000000400000004000000000000000000000004000000040000000000000000"
          + "0003070101070101070101ff52000c00000001000004040001ff5c00044040ff6400250001437265"
          + "61746564206279204f70656e4a5045472076657273696f6e20322e352e30ff90000a000000000037"
          + "0001ff93cfb43010586a5b8c785ce4dab4fcbfcfb42413087324562900c241cfb42c120bd374d075"
          + "bd08fa14c0ffd900";
}
