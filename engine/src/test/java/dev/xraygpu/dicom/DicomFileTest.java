package dev.xraygpu.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomFileTest {
  private static final int PRIVATE = 0x0029_1010;

  private static DicomFile read(byte[] file) throws DecodeException {
    return DicomFile.read(SampleImages.direct(file), DecodeLimits.DEFAULT);
  }

  private static DecodeException refusal(byte[] file) {
    return catchThrowableOfType(DecodeException.class, () -> read(file).layout());
  }

  @ParameterizedTest
  @EnumSource(
      value = TransferSyntax.class,
      names = {"IMPLICIT_LITTLE_ENDIAN", "EXPLICIT_LITTLE_ENDIAN", "EXPLICIT_BIG_ENDIAN"})
  void readsEveryEncoding(TransferSyntax syntax) throws DecodeException {
    byte[] file =
        DicomWriter.file(syntax)
            .text(DicomTag.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 192")
            .text(DicomTag.MODALITY, "CS", "DX")
            .sequence(DicomTag.VOI_LUT_SEQUENCE, true, i -> i.us(DicomTag.LUT_DESCRIPTOR, 7))
            .sequence(PRIVATE, false, i -> i.text(DicomTag.MODALITY, "CS", "CR"))
            .image(2, 1, 16, 12)
            .text(DicomTag.WINDOW_CENTER, "DS", "40\\-1.5e2 ")
            .pixels(1, 2)
            .toBytes();

    DicomFile dicom = read(file);

    assertThat(dicom.transferSyntax()).isEqualTo(syntax);
    DicomDataSet dataSet = dicom.dataSet();
    assertThat(dataSet.text(DicomTag.MODALITY)).contains("DX");
    assertThat(dataSet.numbers(DicomTag.WINDOW_CENTER)).containsExactly(40, -150);
    assertThat(dataSet.integer(DicomTag.ROWS)).hasValue(1);
    assertThat(dataSet.integer(DicomTag.NUMBER_OF_FRAMES)).isEmpty();
    List<DicomDataSet> items = dataSet.sequence(DicomTag.VOI_LUT_SEQUENCE);
    assertThat(items).hasSize(1);
    assertThat(items.get(0).integer(DicomTag.LUT_DESCRIPTOR)).hasValue(7);
    assertThat(dataSet.sequence(PRIVATE)).hasSize(1);
    assertThat(dataSet.element(PRIVATE)).isPresent();
    assertThat(dicom.layout().size()).hasToString("2x1");
  }

  /** An item of undefined length in a sequence of undefined length, without the end of either. */
  private static DicomWriter openSequence(String vr) {
    return DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
        .header(PRIVATE, vr, 0xffff_ffffL)
        .item(DicomTag.ITEM, 0xffff_ffffL)
        .text(DicomTag.MODALITY, "CS", "CR");
  }

  private static void assertHoldsModality(DicomWriter file) throws DecodeException {
    DicomFile dicom = read(file.image(1, 1, 16, 16).pixels(5).toBytes());
    List<DicomDataSet> items = dicom.dataSet().sequence(PRIVATE);
    assertThat(items).hasSize(1);
    assertThat(items.get(0).text(DicomTag.MODALITY)).contains("CR");
    assertThat(dicom.layout().size()).hasToString("1x1");
  }

  @Test
  void unknownSequencesMayHaveValueRepresentationsInside() throws DecodeException {
    assertHoldsModality(
        openSequence("UN").item(DicomTag.ITEM_END, 0).item(DicomTag.SEQUENCE_END, 0));
  }

  @Test
  void theEndOfASequenceEndsItsItem() throws DecodeException {
    assertHoldsModality(openSequence("SQ").item(DicomTag.SEQUENCE_END, 0));
  }

  @Test
  void readsDataSetsWithoutPreamble() throws DecodeException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      byte[] bare =
          DicomWriter.dataSet(true, order)
              .text(DicomTag.MODALITY, "CS", "CR")
              .image(1, 1, 16, 16)
              .pixels(5)
              .toBytes();

      assertThat(HeaderProbe.formatOf(SampleImages.direct(bare))).contains(ImageFormat.DICOM);
      assertThat(read(bare).layout().bitsStored()).isEqualTo(16);
    }
    byte[] implicit =
        DicomWriter.dataSet(false, ByteOrder.LITTLE_ENDIAN)
            .text(DicomTag.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 100")
            .text(DicomTag.MODALITY, "CS", "CR")
            .image(1, 1, 16, 16)
            .pixels(5)
            .toBytes();
    assertThat(HeaderProbe.formatOf(SampleImages.direct(implicit))).contains(ImageFormat.DICOM);
    assertThat(read(implicit).dataSet().text(DicomTag.MODALITY)).contains("CR");
  }

  @Test
  void readsImplicitDataThatCallThemselvesExplicit() throws DecodeException {
    DicomWriter wrong = DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    byte[] dataSet =
        DicomWriter.dataSet(false, ByteOrder.LITTLE_ENDIAN)
            .text(DicomTag.MODALITY, "CS", "CR")
            .image(1, 1, 16, 16)
            .pixels(5)
            .toBytes();

    assertThat(read(wrong.bytes(dataSet).toBytes()).layout().bitsAllocated()).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesDeepNesting(boolean undefined) {
    DicomWriter writer = DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    nest(writer, 100, undefined);

    DecodeException refusal = refusal(writer.image(1, 1, 16, 16).pixels(1).toBytes());

    assertThat(refusal).hasMessageContaining("nested");
    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
  }

  private static void nest(DicomWriter writer, int depth, boolean undefined) {
    if (depth > 0) {
      writer.sequence(PRIVATE, undefined, item -> nest(item, depth - 1, undefined));
    }
  }

  @Test
  void refusesMoreElementsThanAnyFileHas() {
    byte[] many = new byte[8 * 400_000];
    for (int i = 0; i < many.length; i += 8) {
      many[i] = 9;
      many[i + 2] = 1;
    }
    byte[] file = DicomWriter.file(TransferSyntax.IMPLICIT_LITTLE_ENDIAN).bytes(many).toBytes();

    assertThat(refusal(file).code()).isEqualTo(FindingCode.TOO_LARGE);
  }

  @Test
  void refusesLengthsBeyondTheFileBeforeTakingMemory() {
    byte[] file =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .header(0x0008_2111, "UT", 0x7fff_fff0L)
            .bytes(new byte[100])
            .toBytes();

    DecodeException refusal = refusal(file);

    assertThat(refusal.code()).isEqualTo(FindingCode.TRUNCATED);
    assertThat(refusal).hasMessageContaining("2147483632");
  }

  @Test
  void toldWhatIsNoImageAndWhatLostItsPixels() {
    byte[] report =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .text(DicomTag.MODALITY, "CS", "SR")
            .toBytes();
    byte[] cut =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN).image(9, 9, 16, 16).toBytes();

    byte[] directory =
        DicomWriter.dataSet(true, ByteOrder.LITTLE_ENDIAN)
            .text(DicomTag.MEDIA_STORAGE_SOP_CLASS_UID, "UI", "1.2.840.10008.1.3.10")
            .text(DicomTag.TRANSFER_SYNTAX_UID, "UI", "1.2.840.10008.1.2.1")
            .toBytes();

    assertThat(refusal(report).code()).isEqualTo(FindingCode.NOT_AN_IMAGE);
    assertThat(refusal(report)).hasMessageContaining("of modality SR");
    assertThat(refusal(directory).code()).isEqualTo(FindingCode.NOT_AN_IMAGE);
    assertThat(refusal(directory)).hasMessageContaining("DICOMDIR");
    assertThat(refusal(cut).code()).isEqualTo(FindingCode.TRUNCATED);
  }

  @ParameterizedTest
  @EnumSource(
      value = TransferSyntax.class,
      names = {"MPEG2_MAIN", "JPEG_XL", "JPEG_2000_PART_2", "JPIP", "DEFLATED_FRAMES"})
  void namesTransferSyntaxesWithoutADecoder(TransferSyntax syntax) {
    byte[] file =
        DicomWriter.file(syntax)
            .image(4, 4, 8, 8)
            .fragments(new byte[0], new byte[] {1, 2})
            .toBytes();

    DecodeException refusal = refusal(file);

    assertThat(refusal.code()).isEqualTo(FindingCode.UNSUPPORTED);
    assertThat(refusal).hasMessageContaining(syntax.title());
  }

  @Test
  void refusesContradictions() {
    for (byte[] file :
        List.of(
            DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .image(1, 1, 16, 17)
                .pixels(1)
                .toBytes(),
            DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .image(0, 1, 16, 16)
                .pixels(1)
                .toBytes(),
            DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .text(DicomTag.NUMBER_OF_FRAMES, "IS", "1A")
                .image(1, 1, 16, 16)
                .pixels(1)
                .toBytes())) {
      assertThat(refusal(file).code()).isEqualTo(FindingCode.UNREADABLE);
    }
  }

  @Test
  void limitsHold() throws DecodeException {
    byte[] file =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .image(60_000, 60_000, 16, 16)
            .pixels(1)
            .toBytes();

    assertThat(refusal(file).code()).isEqualTo(FindingCode.TOO_LARGE);
  }

  // A text attribute under a binary VR: damage, and no reason to give up the image.
  @Test
  void numbersThatAreNoneHaveNoText() throws DecodeException {
    byte[] numbers = new byte[24];
    ByteBuffer.wrap(numbers)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(Double.NaN)
        .putDouble(Double.NEGATIVE_INFINITY)
        .putDouble(0.5);
    DicomFile file =
        read(
            DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .element(DicomTag.VIEW_POSITION, "FD", numbers)
                .image(1, 1, 16, 16)
                .element(DicomTag.WINDOW_CENTER, "FD", numbers)
                .element(DicomTag.WINDOW_WIDTH, "FD", numbers)
                .pixels(1)
                .toBytes());
    assertThat(file.dataSet().text(DicomTag.VIEW_POSITION)).isEmpty();
    assertThat(file.dataSet().texts(DicomTag.VIEW_POSITION)).containsExactly("", "", "0.5");
    assertThat(DicomSummary.of(file).get("windows"))
        .isEqualTo("(not a number),(not a number)  0.5,0.5");
  }
}
