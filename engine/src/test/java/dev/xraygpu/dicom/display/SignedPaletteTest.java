package dev.xraygpu.dicom.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.DicomWriter;
import dev.xraygpu.dicom.TransferSyntax;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Palettes whose first entry belongs to a negative value. */
class SignedPaletteTest {
  private static byte[] words(int... values) {
    ByteBuffer words = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      words.putShort((short) value);
    }
    return words.array();
  }

  @ParameterizedTest
  @EnumSource(names = {"IMPLICIT_LITTLE_ENDIAN", "EXPLICIT_LITTLE_ENDIAN"})
  void entriesBeginAtANegativeValue(TransferSyntax syntax) throws Exception {
    byte[] descriptor = words(4, -2, 16);
    byte[] entries = words(0, 20_000, 40_000, 65_535);
    DicomWriter writer =
        DicomWriter.file(syntax)
            .us(DicomTag.SAMPLES_PER_PIXEL, 1)
            .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", "PALETTE COLOR")
            .us(DicomTag.ROWS, 1)
            .us(DicomTag.COLUMNS, 5)
            .us(DicomTag.BITS_ALLOCATED, 16)
            .us(DicomTag.PIXEL_REPRESENTATION, 1);
    for (int tag :
        new int[] {
          DicomTag.RED_PALETTE_DESCRIPTOR,
          DicomTag.GREEN_PALETTE_DESCRIPTOR,
          DicomTag.BLUE_PALETTE_DESCRIPTOR
        }) {
      writer.element(tag, "SS", descriptor);
    }
    for (int tag :
        new int[] {
          DicomTag.RED_PALETTE_DATA, DicomTag.GREEN_PALETTE_DATA, DicomTag.BLUE_PALETTE_DATA
        }) {
      writer.element(tag, "OW", entries);
    }
    byte[] file = writer.pixels(-3, -2, -1, 0, 1).toBytes();

    OpenImage image =
        new DicomImageDecoder().open(SampleImages.direct(file), DecodeRequest.DEFAULT);
    HostImage shown = HostImage.allocate(image.header().pixelType(), image.header().size());
    image.decode(1, shown);

    assertThat(shown.get(0, 0)).isZero();
    assertThat(shown.get(1, 0)).isZero();
    assertThat(shown.get(2, 0)).isEqualTo(20_000);
    assertThat(shown.get(3, 0)).isEqualTo(40_000);
    assertThat(shown.get(4, 0)).isEqualTo(65_535);
  }
}
