package dev.xraygpu.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.dicom.codec.FrameCodecs;
import dev.xraygpu.quality.FindingCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored values of encodings that are valid and rare, and headers that ask for too much. */
class UncommonPixelsTest {
  private final StoredPixelReader reader = new StoredPixelReader(FrameCodecs.load());

  private static DicomFile open(byte[] file) throws DecodeException {
    return DicomFile.read(SampleImages.direct(file), DecodeLimits.DEFAULT);
  }

  private long[] read(DicomFile file, int frame) throws DecodeException {
    StoredFrame stored = reader.read(file, frame, DecodeVerification.QUICK);
    long[] values = new long[stored.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = stored.value(i);
    }
    return values;
  }

  @Test
  void bytesInBigEndianWordsOfFramesWithAnOddNumberOfThem() throws DecodeException {
    DicomFile file =
        open(
            DicomWriter.file(TransferSyntax.EXPLICIT_BIG_ENDIAN)
                .text(DicomTag.NUMBER_OF_FRAMES, "IS", "3")
                .image(3, 1, 8, 8)
                .element(DicomTag.PIXEL_DATA, "OW", new byte[] {2, 1, 4, 3, 6, 5, 8, 7, 0, 9})
                .toBytes());

    assertThat(read(file, 0)).containsExactly(1, 2, 3);
    assertThat(read(file, 1)).containsExactly(4, 5, 6);
    assertThat(read(file, 2)).containsExactly(7, 8, 9);
  }

  @Test
  void twelveBitsWithoutGaps() throws DecodeException {
    DicomFile file =
        open(
            DicomWriter.file(TransferSyntax.IMPLICIT_LITTLE_ENDIAN)
                .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
                .image(3, 1, 12, 12)
                // 0x123, 0x456, 0x789; 0xABC, 0xDEF, 0x012
                .element(
                    DicomTag.PIXEL_DATA,
                    "OW",
                    new byte[] {
                      0x23,
                      0x61,
                      0x45,
                      (byte) 0x89,
                      (byte) 0xc7,
                      (byte) 0xab,
                      (byte) 0xef,
                      0x2d,
                      1,
                      0
                    })
                .toBytes());

    assertThat(read(file, 0)).containsExactly(0x123, 0x456, 0x789);
    assertThat(read(file, 1)).containsExactly(0xabc, 0xdef, 0x012);
  }

  @Test
  void twelveBitsThatAreSixteen() throws DecodeException {
    DicomFile file =
        open(
            DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .image(3, 1, 12, 12)
                .pixels(0x123, 0x456, 0x789)
                .toBytes());

    DecodeException refusal = catchThrowableOfType(DecodeException.class, () -> read(file, 0));
    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(refusal).hasMessageContaining("bits allocated is 12").hasMessageContaining("16");
  }

  @Test
  void theSameElementTwice() throws DecodeException {
    DicomWriter same = DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN).image(2, 1, 16, 16);
    byte[] twice = same.us(DicomTag.COLUMNS, 2).pixels(7, 9).toBytes();
    assertThat(read(open(twice), 0)).containsExactly(7, 9);

    DicomWriter other = DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN).image(2, 1, 16, 16);
    DicomFile file = open(other.us(DicomTag.COLUMNS, 1).pixels(7, 9).toBytes());
    DecodeException refusal = catchThrowableOfType(DecodeException.class, () -> read(file, 0));
    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(refusal).hasMessage("(0028,0011) Columns is there twice, with different values");
  }

  private static DicomWriter halfColor(TransferSyntax syntax) {
    return DicomWriter.file(syntax)
        .us(DicomTag.SAMPLES_PER_PIXEL, 3)
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", "YBR_FULL_422")
        .us(DicomTag.ROWS, 1)
        .us(DicomTag.COLUMNS, 2)
        .us(DicomTag.BITS_ALLOCATED, 8);
  }

  @Test
  void halfColourOfWhichAllIsStored() throws DecodeException {
    byte[] samples = {1, 2, 3, 4, 5, 6};
    DicomFile file =
        open(
            halfColor(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .element(DicomTag.PIXEL_DATA, "OB", samples)
                .toBytes());

    assertThat(read(file, 0)).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void halfColourInFragments() throws DecodeException {
    DicomFile file =
        open(
            halfColor(TransferSyntax.ENCAPSULATED_UNCOMPRESSED)
                .fragments(new byte[0], new byte[] {1, 4, 2, 3})
                .toBytes());

    assertThat(read(file, 0)).containsExactly(1, 2, 3, 4, 2, 3);
  }

  @Test
  void noFrameMeansOne() throws DecodeException {
    DicomFile file =
        open(
            DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .text(DicomTag.NUMBER_OF_FRAMES, "IS", "0")
                .image(2, 1, 16, 16)
                .pixels(7, 9)
                .toBytes());

    assertThat(file.layout().frames()).isEqualTo(1);
    assertThat(read(file, 0)).containsExactly(7, 9);
  }

  @Test
  void runLengthsOfSingleBits() throws DecodeException {
    byte[] stream = Arrays.copyOf(new byte[] {1, 0, 0, 0, 64}, 67);
    stream[64] = 1;
    stream[65] = (byte) 0b1010_0011;
    stream[66] = 0b10;
    DicomFile file =
        open(
            DicomWriter.file(TransferSyntax.RLE)
                .image(5, 2, 1, 1)
                .fragments(new byte[0], stream)
                .toBytes());

    assertThat(read(file, 0)).containsExactly(1, 1, 0, 0, 0, 1, 0, 1, 0, 1);
  }

  /** Pillow wrote it: six scans, of which the first alone has all pixels, coarsely. */
  @Test
  void progressiveImagesThatLackTheirEndAreTruncated() throws DecodeException {
    byte[] whole = HexFormat.of().parseHex(PROGRESSIVE);
    byte[] cut = Arrays.copyOf(whole, HexFormat.of().formatHex(whole).lastIndexOf("ffc4") / 2);

    assertThat(read(open(progressive(whole)), 0)).hasSize(64);
    DecodeException refusal =
        catchThrowableOfType(DecodeException.class, () -> read(open(progressive(cut)), 0));

    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(FindingCode.TRUNCATED);
  }

  private static byte[] progressive(byte[] stream) {
    return DicomWriter.file(TransferSyntax.JPEG_BASELINE)
        .image(8, 8, 8, 8)
        .fragments(new byte[0], stream)
        .toBytes();
  }

  private static final String PROGRESSIVE =
      "ffd8ffe000104a46494600010100000100010000ffdb004300030202030202030303030403030405"
          + "0805050404050a070706080c0a0c0c0b0a0b0b0d0e12100d0e110e0b0b1016101113141515150c0f"
          + "171816141812141514ffc2000b080008000801011100ffc400140001000000000000000000000000"
          + "00000007ffda00080101000000013bffc4001510010100000000000000000000000000000500ffda"
          + "00080101000105022c2bffc400161000030000000000000000000000000000000122ffda00080101"
          + "00063f02527fffc40014100100000000000000000000000000000000ffda0008010100013f2177ff"
          + "da00080101000000107fffc4001610000300000000000000000000000000000041a1ffda00080101"
          + "00013f10808fffd9";

  @Test
  void runsBeyondTheLastPixelAreDamage() {
    byte[] stream = Arrays.copyOf(new byte[] {1, 0, 0, 0, 64}, 66);
    stream[64] = 1 - 5;
    byte[] file =
        DicomWriter.file(TransferSyntax.RLE)
            .image(2, 2, 8, 8)
            .fragments(new byte[0], stream)
            .toBytes();

    assertThatThrownBy(() -> read(open(file), 0))
        .hasMessage("a segment of the RLE data holds more pixels than the image");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void colourOf32Bits(int planar) throws DecodeException {
    ByteBuffer samples = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    int[] stored = planar == 0 ? new int[] {1, 2, 3, 4, 5, -6} : new int[] {1, 4, 2, 5, 3, -6};
    Arrays.stream(stored).forEach(samples::putInt);
    DicomFile file =
        open(
            DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .us(DicomTag.SAMPLES_PER_PIXEL, 3)
                .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", "RGB")
                .us(DicomTag.PLANAR_CONFIGURATION, planar)
                .us(DicomTag.ROWS, 1)
                .us(DicomTag.COLUMNS, 2)
                .us(DicomTag.BITS_ALLOCATED, 32)
                .element(DicomTag.PIXEL_DATA, "OW", samples.array())
                .toBytes());

    assertThat(read(file, 0)).containsExactly(1, 2, 3, 4, 5, 0xffff_fffaL);
  }

  @Test
  void manyFramesOfADeflatedDataSet() throws Exception {
    int frames = 3000;
    int[] values = new int[4 * 1000];
    Arrays.setAll(values, i -> i);
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(deflated, new Deflater(Deflater.BEST_SPEED, true))) {
      out.write(
          DicomWriter.dataSet(true, ByteOrder.LITTLE_ENDIAN)
              .text(DicomTag.NUMBER_OF_FRAMES, "IS", String.valueOf(frames))
              .image(1000, 1, 16, 16)
              .header(DicomTag.PIXEL_DATA, "OW", 2000L * frames)
              .toBytes());
      byte[] row = new byte[2000];
      for (int f = 0; f < frames; f++) {
        ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) f);
        out.write(row);
      }
    }
    DicomFile file =
        open(DicomWriter.file(TransferSyntax.DEFLATED).bytes(deflated.toByteArray()).toBytes());

    for (int f = 0; f < frames; f++) {
      long[] frame = read(file, f);
      assertThat(frame).hasSize(1000);
      assertThat(frame[0]).isEqualTo(f);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483647", "2000000", "5000"})
  void framesThatTheFileCannotHoldAreNoRows(String frames) {
    byte[] file =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .text(DicomTag.NUMBER_OF_FRAMES, "IS", frames)
            .image(2, 1, 16, 16)
            .pixels(1)
            .toBytes();

    DecodeException refusal =
        catchThrowableOfType(DecodeException.class, () -> open(file).layout());

    assertThat(refusal.code()).isIn(FindingCode.TRUNCATED, FindingCode.TOO_LARGE);
    assertThat(refusal).hasMessageContaining(frames + " frames");
  }

  @Test
  void oneRowStandsForFarTooManyMissingFrames() throws DecodeException {
    DicomWriter header =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .text(DicomTag.NUMBER_OF_FRAMES, "IS", "1700")
            .image(2, 1, 16, 16);
    DicomFile file = open(header.pixels(1, 2, 3, 4, 5).toBytes());

    assertThat(file.layout().frames()).isEqualTo(3);
    assertThat(read(file, 0)).containsExactly(1, 2);
    assertThat(read(file, 1)).containsExactly(3, 4);
    assertThat(catchThrowableOfType(DecodeException.class, () -> read(file, 2)))
        .hasMessage(
            "the header declares 1700 frames, but the pixel data have room for 2: frames 3 to 1700"
                + " are missing")
        .returns(FindingCode.TRUNCATED, DecodeException::code);
  }

  @Test
  void framesThatAreThereAreReadThoughOthersAreMissing() throws DecodeException {
    DicomFile file =
        open(
            DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .text(DicomTag.NUMBER_OF_FRAMES, "IS", "3")
                .image(2, 1, 16, 16)
                .pixels(1, 2, 3, 4)
                .toBytes());

    assertThat(read(file, 1)).containsExactly(3, 4);
    assertThat(catchThrowableOfType(DecodeException.class, () -> read(file, 2)).code())
        .isEqualTo(FindingCode.TRUNCATED);
  }

  @Test
  void knownAttributesThatWerePassedOnAsUnknown() throws DecodeException {
    byte[] item = DicomWriter.dataSet(false, ByteOrder.LITTLE_ENDIAN).us(0x0028_3002, 7).toBytes();
    DicomFile file =
        open(
            DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2")
                // 0x3231 is "12" for who takes it for text.
                .element(DicomTag.ROWS, "UN", new byte[] {0x31, 0x32})
                .element(DicomTag.COLUMNS, "UN", new byte[] {2, 0})
                .us(DicomTag.BITS_ALLOCATED, 8)
                .header(DicomTag.VOI_LUT_SEQUENCE, "UN", 8L + item.length)
                .item(DicomTag.ITEM, item.length)
                .bytes(item)
                .element(DicomTag.PIXEL_DATA, "OB", new byte[2 * 0x3231])
                .toBytes());

    assertThat(file.layout().size()).hasToString("2x" + 0x3231);
    assertThat(file.dataSet().sequence(DicomTag.VOI_LUT_SEQUENCE)).hasSize(1);
    assertThat(read(file, 0)).hasSize(2 * 0x3231);
  }

  @Test
  void unknownBytesThatAreNoSequenceAreLeftAlone() throws DecodeException {
    byte[] broken = {(byte) 0xfe, (byte) 0xff, 0, (byte) 0xe0, 4, 0, 0, 0, 1, 2, 3, 4};
    DicomFile file =
        open(
            DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .image(1, 1, 16, 16)
                .element(DicomTag.VOI_LUT_SEQUENCE, "UN", broken)
                .pixels(9)
                .toBytes());

    assertThat(read(file, 0)).containsExactly(9);
  }

  @Test
  void filesOlderThanPhotometricInterpretations() throws DecodeException, IOException {
    DicomWriter image =
        DicomWriter.dataSet(false, ByteOrder.LITTLE_ENDIAN)
            .element(
                DicomTag.RECOGNITION_CODE, "SH", "ACR-NEMA 1.0".getBytes(StandardCharsets.US_ASCII))
            .us(DicomTag.ROWS, 1)
            .us(DicomTag.COLUMNS, 1)
            .us(DicomTag.BITS_ALLOCATED, 16)
            .pixels(5);

    assertThat(open(image.toBytes()).layout().photometric()).isEqualTo("MONOCHROME2");
  }

  /** Bits stored and high bit as they may be written: 0 for what nobody filled in, and too low. */
  @ParameterizedTest
  @CsvSource({"12,0", "12,7", "16,11"})
  void aHighBitThatLeavesNoRoomIsNotBelieved(int stored, int high) throws DecodeException {
    DicomFile file =
        open(
            image(2, 1, "MONOCHROME2")
                .us(DicomTag.BITS_STORED, stored)
                .us(DicomTag.HIGH_BIT, high)
                .pixels(0x123, 0xfff)
                .toBytes());

    assertThat(read(file, 0)).containsExactly(0x123, 0xfff);
  }

  @Test
  void aHighBitThatLeavesNoRoomForASignIsRefused() throws DecodeException {
    DicomFile file =
        open(
            image(1, 1, "MONOCHROME2")
                .us(DicomTag.BITS_STORED, 16)
                .us(DicomTag.HIGH_BIT, 11)
                .us(DicomTag.PIXEL_REPRESENTATION, 1)
                .pixels(0xfff)
                .toBytes());

    assertThat(catchThrowableOfType(DecodeException.class, file::layout).code())
        .isEqualTo(FindingCode.UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "monochrome1,MONOCHROME1",
    "MONOCHROME 2,MONOCHROME2",
    "MONOCHROME_2,MONOCHROME2",
    "PALETTE_COLOR,PALETTE COLOR",
    "YBR FULL 422,YBR_FULL_422",
    "MONOCHROME,MONOCHROME",
    "CMYK,CMYK"
  })
  void termsMayBeSpelledWithOtherSigns(String written, String term) throws DecodeException {
    assertThat(open(image(1, 1, written).pixels(1).toBytes()).layout().photometric())
        .isEqualTo(term);
  }

  @Test
  void elementsWithZerosForAValueRepresentation() throws DecodeException {
    byte[] file =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .text(DicomTag.MODALITY, "CS", "DX")
            .element(0x0009_1001, "\0\0", new byte[] {1, 2})
            .image(1, 1, 16, 16)
            .pixels(7)
            .toBytes();

    assertThat(read(open(file), 0)).containsExactly(7);
  }

  @Test
  void zerosInPlaceOfElementsAreDamage() {
    byte[] file =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .text(DicomTag.MODALITY, "CS", "DX")
            .bytes(new byte[512])
            .image(1, 1, 16, 16)
            .pixels(7)
            .toBytes();

    assertThat(catchThrowableOfType(DecodeException.class, () -> open(file)).code())
        .isEqualTo(FindingCode.UNREADABLE);
  }

  /** Three bytes of pixels under a length of four, of which the file has three or two. */
  @Test
  void onlyWhatFillsThePixelDataUpMayBeMissing() throws DecodeException {
    byte[] file =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .image(3, 1, 8, 8)
            .element(DicomTag.PIXEL_DATA, "OB", new byte[] {1, 2, 3, 0})
            .toBytes();

    assertThat(read(open(Arrays.copyOf(file, file.length - 1)), 0)).containsExactly(1, 2, 3);
    DicomFile cut = open(Arrays.copyOf(file, file.length - 2));
    assertThat(catchThrowableOfType(DecodeException.class, cut::layout).code())
        .isEqualTo(FindingCode.TRUNCATED);
  }

  private static DicomWriter image(int columns, int rows, String photometric) {
    return DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
        .us(DicomTag.ROWS, rows)
        .us(DicomTag.COLUMNS, columns)
        .us(DicomTag.BITS_ALLOCATED, 16);
  }
}
