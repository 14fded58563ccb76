package dev.xraygpu.dicom.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.DicomWriter;
import dev.xraygpu.dicom.TransferSyntax;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.DecodedDepth;
import dev.xraygpu.pipeline.FrameChoice;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pipeline.ValueBits;
import dev.xraygpu.pipeline.WindowChoice;
import dev.xraygpu.quality.FindingCode;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Headers whose window means nothing: the image is shown from its smallest to its largest value.
 */
class UnusableWindowTest {
  /** What became of the values 100, 200 and 300: 16-bit pixels, and one note. */
  private record Shown(int[] pixels, DecodeNote note) {}

  private static byte[] file(UnaryOperator<DicomWriter> header) {
    DicomWriter image = DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN).image(3, 1, 16, 12);
    return header.apply(image).pixels(100, 200, 300).toBytes();
  }

  private static UnaryOperator<DicomWriter> window(String center, String width) {
    return header ->
        header.text(DicomTag.WINDOW_CENTER, "DS", center).text(DicomTag.WINDOW_WIDTH, "DS", width);
  }

  private static OpenImage open(byte[] file, String window) throws Exception {
    Rendering rendering =
        new Rendering(
            WindowChoice.parse("window", window),
            ValueBits.FILE,
            DecodedDepth.FILE,
            FrameChoice.ALL);
    return new DicomImageDecoder()
        .open(
            SampleImages.direct(file),
            new DecodeRequest(DecodeLimits.DEFAULT, DecodeVerification.QUICK, rendering));
  }

  private static Shown shown(UnaryOperator<DicomWriter> header) throws Exception {
    OpenImage image = open(file(header), "1");
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());
    var frame = image.decode(1, target);
    assertThat(frame.notes()).hasSize(1);
    return new Shown(
        new int[] {target.get(0, 0), target.get(1, 0), target.get(2, 0)}, frame.notes().get(0));
  }

  @ParameterizedTest
  @CsvSource({"MONOCHROME1,IDENTITY,65535,0", "MONOCHROME2,INVERSE,0,65535"})
  void aShapeThatContradictsThePhotometricInterpretation(
      String photometric, String shape, int smallest, int largest) throws Exception {
    byte[] file =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .us(DicomTag.ROWS, 1)
            .us(DicomTag.COLUMNS, 2)
            .us(DicomTag.BITS_ALLOCATED, 16)
            .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
            .text(0x2050_0020, "CS", shape)
            .pixels(100, 300)
            .toBytes();
    OpenImage image = open(file, "1");
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());

    var notes = image.decode(1, target).notes();

    assertThat(notes).extracting(DecodeNote::code).containsExactly(FindingCode.WINDOW_UNUSABLE);
    assertThat(notes.get(0).message()).contains(shape + " contradicts " + photometric);
    assertThat(target.get(0, 0)).isEqualTo(smallest);
    assertThat(target.get(1, 0)).isEqualTo(largest);
  }

  @ParameterizedTest
  @CsvSource({
    "MONOCHROME,is MONOCHROME without its number: write MONOCHROME1 into the header",
    "monochrome,is MONOCHROME without its number: write MONOCHROME1 into the header",
    "CMYK,'is CMYK: neither MONOCHROME1, MONOCHROME2 nor'",
    "'','is missing: neither MONOCHROME1, MONOCHROME2 nor'"
  })
  void grayThatMayBeEitherIsRefusedWithTheReason(String photometric, String reason)
      throws Exception {
    OpenImage image =
        open(
            DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .us(DicomTag.ROWS, 1)
                .us(DicomTag.COLUMNS, 2)
                .us(DicomTag.BITS_ALLOCATED, 16)
                .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
                .pixels(100, 300)
                .toBytes(),
            "1");
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());

    assertThatThrownBy(() -> image.decode(1, target))
        .isInstanceOfSatisfying(
            DecodeException.class,
            refused -> assertThat(refused.code()).isEqualTo(FindingCode.UNREADABLE))
        .hasMessageContaining("photometric interpretation " + reason);
  }

  private static UnaryOperator<DicomWriter> table(int entries, int bits, byte[] data) {
    return header ->
        header.sequence(
            DicomTag.VOI_LUT_SEQUENCE,
            false,
            item ->
                item.element(
                        DicomTag.LUT_DESCRIPTOR,
                        "US",
                        new byte[] {(byte) entries, (byte) (entries >> 8), 0, 0, (byte) bits, 0})
                    .element(DicomTag.LUT_DATA, "OW", data));
  }

  private static int[] inTable(int entries, int bits, byte[] data) throws Exception {
    OpenImage image = open(file(table(entries, bits, data)), "1");
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());
    image.decode(1, target);
    return new int[] {target.get(0, 0), target.get(1, 0), target.get(2, 0)};
  }

  @Test
  void aTableThatIsCutOffIsNotReadAsBytes() {
    DecodeException refusal =
        catchThrowableOfType(
            DecodeException.class, () -> inTable(400, 12, new byte[600])); // 400 words need 800

    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(refusal).hasMessageContaining("has 600 bytes for 400 entries");
  }

  /** Values of -100 to 65435: 65436 can only mean -100, but 40000 is 40000. */
  @ParameterizedTest
  @CsvSource({"65436,1000", "40000,0"})
  void theFirstValueOfATableIsNegativeOnlyWhereItCannotBePositive(int first, int middle)
      throws Exception {
    byte[] descriptor = {(byte) 201, 0, (byte) first, (byte) (first >> 8), 16, 0};
    byte[] data = new byte[402];
    data[200] = (byte) 1000;
    data[201] = (byte) (1000 >> 8);
    byte[] file =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .image(1, 1, 16, 16)
            .text(DicomTag.RESCALE_SLOPE, "DS", "1")
            .text(DicomTag.RESCALE_INTERCEPT, "DS", "-100")
            .sequence(
                DicomTag.VOI_LUT_SEQUENCE,
                false,
                item ->
                    item.element(DicomTag.LUT_DESCRIPTOR, "US", descriptor)
                        .element(DicomTag.LUT_DATA, "OW", data))
            .pixels(100) // 0 after the rescale: entry 100 of a table from -100 on
            .toBytes();
    OpenImage image = open(file, "1");
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());

    image.decode(1, target);

    assertThat(target.get(0, 0)).isEqualTo(middle);
  }

  @Test
  void entriesOfBytesHaveEightBitsWhateverTheDescriptorSays() throws Exception {
    byte[] data = new byte[302];
    data[100] = 51; // a fifth of 255
    data[200] = (byte) 255;

    assertThat(inTable(301, 16, data)).containsExactly(13107, 65535, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|0|window 1 has the width 0.0",
        "200|-5|window 1 has the width -5.0",
        "20,5|300|(0028,1050) WindowCenter is not a number",
        "200|wide|(0028,1051) WindowWidth is not a number"
      })
  void allValuesAreShown(String center, String width, String message) throws Exception {
    Shown shown = shown(window(center, width));

    assertThat(shown.pixels()).containsExactly(0, 32_768, 65_535);
    assertThat(shown.note().code()).isEqualTo(FindingCode.WINDOW_UNUSABLE);
    assertThat(shown.note().message())
        .isEqualTo(message + "; all values of the image are shown instead");
  }

  /** Windows are counted without the places that a writer has left for others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200\\|300\\|1|200,300",
        "\\200|\\300|1|200,300",
        "200\\\\150|300\\\\50|2|150,50",
        "200|\\300|1|full"
      })
  void aPlaceWithoutAWindowIsNone(String centers, String widths, String number, String shown)
      throws Exception {
    OpenImage image = open(file(window(centers, widths)), number);
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());

    assertThat(image.decode(1, target).notes()).isEmpty();
    assertThat(image.acquisition(1)).containsEntry("window", shown);
  }

  @Test
  void aWindowBesideAllValuesIsNotForThem() throws Exception {
    OpenImage image = open(file(window("40", "80")), "1");
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());

    var frame = image.decode(1, target);

    assertThat(target.get(0, 0)).isZero();
    assertThat(target.get(1, 0)).isEqualTo(32_768);
    assertThat(target.get(2, 0)).isEqualTo(65_535);
    assertThat(frame.notes()).hasSize(1);
    assertThat(frame.notes().get(0).code()).isEqualTo(FindingCode.WINDOW_UNUSABLE);
    assertThat(frame.notes().get(0).message())
        .isEqualTo(
            "window 1 (40,80) shows the values 100 to 300 all alike; all values of the image are"
                + " shown instead");
    assertThat(image.acquisition(1)).containsEntry("window", "full");
  }

  @Test
  void aFailedExposureStaysBlack() throws Exception {
    OpenImage image = open(file(window("2000", "1000")), "1");
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());

    assertThat(image.decode(1, target).notes()).isEmpty();
    assertThat(target.get(2, 0)).isZero();
    assertThat(image.acquisition(1)).containsEntry("window", "2000,1000");
  }

  @Test
  void anUnknownFunctionCountsAsLinear() throws Exception {
    Shown shown =
        shown(
            header ->
                window("200.5", "401")
                    .apply(header)
                    .text(DicomTag.VOI_LUT_FUNCTION, "CS", "GAMMA"));

    // ((x - 200) / 400 + 0.5) * 65,535
    assertThat(shown.pixels()).containsExactly(16_384, 32_768, 49_151);
    assertThat(shown.note().code()).isEqualTo(FindingCode.WINDOW_UNUSABLE);
  }

  /** The table squares; angiographic and fluoroscopic images are shown without it. */
  @ParameterizedTest
  @CsvSource({
    "1.2.840.10008.5.1.4.1.1.1.1,7282",
    "1.2.840.10008.5.1.4.1.1.12.1,21845",
    "1.2.840.10008.5.1.4.1.1.12.2,21845"
  })
  void aTableThatLeadsBackToIntensityIsNotForShowing(String objectClass, int second)
      throws Exception {
    byte[] descriptor = {4, 0, 0, 0, 8, 0};
    byte[] squares = {0, 0, 1, 0, 4, 0, 9, 0};
    byte[] file =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .text(DicomTag.SOP_CLASS_UID, "UI", objectClass)
            .image(4, 1, 16, 12)
            .sequence(
                DicomTag.MODALITY_LUT_SEQUENCE,
                false,
                item ->
                    item.element(DicomTag.LUT_DESCRIPTOR, "US", descriptor)
                        .element(DicomTag.LUT_DATA, "OW", squares))
            .pixels(0, 1, 2, 3)
            .toBytes();
    OpenImage image = open(file, "1");
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());

    image.decode(1, target);

    assertThat(target.get(1, 0)).isEqualTo(second);
    assertThat(target.get(3, 0)).isEqualTo(65_535);
  }

  @ParameterizedTest
  @CsvSource({
    "0, rescale slope 0.0 and intercept 7.0 make no values",
    "'\\2', '(0028,1053) RescaleSlope is not a number'"
  })
  void aSlopeOfNothingIsRefusedAndSaysWhy(String slope, String reason) throws Exception {
    OpenImage image =
        open(
            file(
                header ->
                    header
                        .text(DicomTag.RESCALE_INTERCEPT, "DS", "7")
                        .text(DicomTag.RESCALE_SLOPE, "DS", slope)),
            "full");
    HostImage target = HostImage.allocate(image.header().pixelType(), image.header().size());

    DecodeException refusal =
        catchThrowableOfType(DecodeException.class, () -> image.decode(1, target));

    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(refusal).hasMessageContaining(reason);
  }
}
