package dev.xraygpu.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.dicom.codec.FrameCodecs;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fragments a frame is in, where no offset table says it. */
class EncapsulatedFramesTest {
  /** An offset table without entries. */
  private static final byte[] EMPTY = {};

  private final StoredPixelReader reader = new StoredPixelReader(FrameCodecs.load());

  private byte[] first = EMPTY;
  private byte[] second = EMPTY;

  @BeforeEach
  void streams() {
    first = SubsampledJpegTest.goldens().get(0).jpeg();
    second = SubsampledJpegTest.goldens().get(1).jpeg();
  }

  private static DicomWriter jpeg(int frames) {
    return DicomWriter.file(TransferSyntax.JPEG_BASELINE)
        .us(DicomTag.SAMPLES_PER_PIXEL, 3)
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", "YBR_FULL_422")
        .us(DicomTag.ROWS, 11)
        .us(DicomTag.COLUMNS, 21)
        .us(DicomTag.BITS_ALLOCATED, 8)
        .text(DicomTag.NUMBER_OF_FRAMES, "IS", String.valueOf(frames));
  }

  /** Frames of 2x2 pixels of one value. */
  private static DicomWriter runLengths(int frames) {
    return DicomWriter.file(TransferSyntax.RLE)
        .text(DicomTag.NUMBER_OF_FRAMES, "IS", String.valueOf(frames))
        .image(2, 2, 8, 8);
  }

  private static byte[] runLength(int value) {
    byte[] frame = Arrays.copyOf(new byte[] {1, 0, 0, 0, 64}, 66);
    frame[64] = -3; // four times
    frame[65] = (byte) value;
    return frame;
  }

  private static byte[] part(byte[] stream, int from, int to) {
    return Arrays.copyOfRange(stream, from, to);
  }

  private StoredFrame frame(DicomWriter file, int number) throws DecodeException {
    DicomFile opened = DicomFile.read(SampleImages.direct(file.toBytes()), DecodeLimits.DEFAULT);
    return reader.read(opened, number, DecodeVerification.QUICK);
  }

  private long[] read(DicomWriter file, int number) throws DecodeException {
    StoredFrame stored = frame(file, number);
    long[] values = new long[stored.count()];
    Arrays.setAll(values, stored::value);
    return values;
  }

  private void assertMissing(DicomWriter file, int number, String message) {
    DecodeException refusal =
        catchThrowableOfType(DecodeException.class, () -> frame(file, number));
    assertThat(refusal.code()).isEqualTo(FindingCode.TRUNCATED);
    assertThat(refusal).hasMessageContaining(message);
  }

  /** The two streams as files of their own have them. */
  private void assertFirstAndSecond(DicomWriter file) throws DecodeException {
    assertThat(read(file, 0)).isEqualTo(read(jpeg(1).fragments(EMPTY, first), 0));
    assertThat(read(file, 1)).isEqualTo(read(jpeg(1).fragments(EMPTY, second), 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void aSingleFrameTakesAllFragments(int cut) throws DecodeException {
    byte[] begin = part(first, 0, cut);
    byte[] middle = part(first, cut, 300);
    byte[] end = part(first, 300, first.length);
    long[] whole = read(jpeg(1).fragments(EMPTY, first), 0);

    assertThat(read(jpeg(1).fragments(EMPTY, begin, middle, end), 0)).isEqualTo(whole);
    assertThat(read(jpeg(1).fragments(begin, middle, end), 0)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void framesBeginWhereStreamsDo(int cut) throws DecodeException {
    byte[] begin = part(second, 0, cut);
    byte[] end = part(second, cut, second.length);

    assertFirstAndSecond(jpeg(2).fragments(EMPTY, first, begin, end));
  }

  @Test
  void aFragmentInThePlaceOfTheOffsetTable() throws DecodeException {
    byte[] begin = part(second, 0, 200);
    byte[] end = part(second, 200, second.length);

    assertFirstAndSecond(jpeg(2).fragments(first, second));
    assertFirstAndSecond(jpeg(2).fragments(first, begin, end));
  }

  @Test
  void aTableThatPointsBetweenFragmentsIsPassedOver() throws DecodeException {
    byte[] table = {7, 0, 0, 0, 9, 0, 0, 0};
    byte[] begin = part(second, 0, 200);
    byte[] end = part(second, 200, second.length);

    assertFirstAndSecond(jpeg(2).fragments(table, first, begin, end));
  }

  @Test
  void framesThatAreThereAreReadThoughOthersAreMissing() throws DecodeException {
    assertFirstAndSecond(jpeg(3).fragments(EMPTY, first, second));
    assertMissing(
        jpeg(3).fragments(EMPTY, first, second),
        2,
        "3 frames, but the pixel data have 2 fragments");
    DicomWriter runs = runLengths(4).fragments(EMPTY, runLength(7), runLength(9));
    assertThat(read(runs, 1)).containsExactly(9, 9, 9, 9);
    assertMissing(runs, 2, "4 frames, but the pixel data have 2 fragments");
    assertMissing(runs, 3, "4 frames, but the pixel data have 2 fragments");
  }

  /** As many fragments as frames, but the table knows better. */
  @Test
  void theTableTellsWhichFrameTheFileLost() throws DecodeException {
    byte[] begin = part(first, 0, 200);
    byte[] end = part(first, 200, first.length);
    int behind = 3 * 8 + first.length + second.length + second.length % 2;
    byte[] table = new byte[12];
    ByteBuffer.wrap(table)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4, 2 * 8 + first.length)
        .putInt(8, behind);
    DicomWriter file = jpeg(3).fragments(table, begin, end, second);

    assertFirstAndSecond(file);
    assertMissing(file, 2, "3 frames");
  }

  @Test
  void framesOfSeveralFragmentsAreReadThoughFarMoreAreDeclared() throws DecodeException {
    byte[] begin = part(second, 0, 200);
    byte[] end = part(second, 200, second.length);
    DicomWriter file =
        jpeg(5000)
            .fragments(EMPTY, part(first, 0, 100), part(first, 100, first.length), begin, end);

    DicomFile opened = DicomFile.read(SampleImages.direct(file.toBytes()), DecodeLimits.DEFAULT);

    assertThat(opened.layout().frames()).isEqualTo(3);
    assertFirstAndSecond(file);
    assertMissing(file, 2, "5000 frames");
  }

  @Test
  void oneRowStandsForFarTooManyMissingFrames() throws DecodeException {
    DicomWriter file = runLengths(1 << 20).fragments(EMPTY, runLength(7), runLength(9));

    DicomFile opened = DicomFile.read(SampleImages.direct(file.toBytes()), DecodeLimits.DEFAULT);

    assertThat(opened.layout().frames()).isEqualTo(3);
    assertThat(read(file, 1)).containsExactly(9, 9, 9, 9);
    assertMissing(
        file, 2, "1048576 frames, but the pixel data have room for 2: frames 3 to 1048576");
  }

  @Test
  void partsOfFramesAreNoFrames() {
    byte[] begin = part(second, 0, 200);
    byte[] end = part(second, 200, second.length);

    for (int frame = 0; frame < 4; frame++) {
      assertMissing(
          jpeg(4).fragments(EMPTY, first, begin, end),
          frame,
          "4 frames, but the pixel data have 3 fragments");
    }
    DecodeException tooMany =
        catchThrowableOfType(
            DecodeException.class, () -> frame(jpeg(2).fragments(EMPTY, first, second, first), 0));
    assertThat(tooMany.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(tooMany).hasMessageContaining("which of the 3 fragments belong to which");
  }

  @Test
  void runLengthsThatTheHeaderDoesNotCountAreSaid() throws DecodeException {
    StoredFrame frame = frame(runLengths(1).fragments(EMPTY, runLength(7), runLength(9)), 0);

    assertThat(frame.value(0)).isEqualTo(7);
    assertThat(frame.notes()).hasSize(1);
    assertThat(frame.notes().get(0).code()).isEqualTo(FindingCode.EXTRA_PIXEL_DATA);
    assertThat(frame.notes().get(0).message()).contains("2 compressed images");
  }

  @Test
  void runLengthsInThePlaceOfTheOffsetTable() throws DecodeException {
    DicomWriter file = runLengths(2).fragments(runLength(7), runLength(9));

    assertThat(read(file, 0)).containsExactly(7, 7, 7, 7);
    assertThat(read(file, 1)).containsExactly(9, 9, 9, 9);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void imagesThatTheHeaderDoesNotCountAreSaid(boolean table) throws DecodeException {
    DicomWriter file =
        table
            ? jpeg(1).fragments(EMPTY, first, first, first)
            : jpeg(1).fragments(first, first, first);

    StoredFrame frame = frame(file, 0);

    assertThat(frame.notes()).hasSize(1);
    assertThat(frame.notes().get(0).code()).isEqualTo(FindingCode.EXTRA_PIXEL_DATA);
    assertThat(frame.notes().get(0).message()).contains("3 compressed images");
  }
}
