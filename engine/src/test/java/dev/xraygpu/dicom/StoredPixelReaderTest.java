package dev.xraygpu.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.dicom.codec.EncodedFrame;
import dev.xraygpu.dicom.codec.FrameCodec;
import dev.xraygpu.dicom.codec.FrameCodecs;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredPixelReaderTest {
  private final StoredPixelReader reader = new StoredPixelReader(FrameCodecs.load());

  private static DicomWriter explicit() {
    return DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  private StoredFrame read(DicomWriter file, int frame) throws DecodeException {
    DicomFile dicom = DicomFile.read(SampleImages.direct(file.toBytes()), DecodeLimits.DEFAULT);
    return reader.read(dicom, frame, DecodeVerification.QUICK);
  }

  private DecodeException refusal(DicomWriter file) {
    return catchThrowableOfType(DecodeException.class, () -> read(file, 0));
  }

  private static long[] values(StoredFrame frame) {
    long[] values = new long[frame.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = frame.value(i);
    }
    return values;
  }

  @Test
  void bitsThatMeanNothingAreClearedAndSaid() throws DecodeException {
    StoredFrame frame = read(explicit().image(3, 1, 16, 12).pixels(0x0123, 0xf123, 0x0fff), 0);

    assertThat(values(frame)).containsExactly(0x123, 0x123, 0xfff);
    assertThat(frame.notes())
        .extracting(DecodeNote::code)
        .containsExactly(FindingCode.PIXEL_VALUES_OUT_OF_RANGE);
  }

  @Test
  void bitsOfAnOverlayAreNoReasonToDoubt() throws DecodeException {
    StoredFrame frame =
        read(
            explicit()
                .image(2, 1, 16, 12)
                .us(DicomTag.OVERLAY_BITS_ALLOCATED, 16)
                .us(DicomTag.OVERLAY_BIT_POSITION, 15)
                .pixels(0x8123, 0x0fff),
            0);

    assertThat(values(frame)).containsExactly(0x123, 0xfff);
    assertThat(frame.notes()).isEmpty();
  }

  private static DicomWriter signed(int stored, int high, int... values) {
    return explicit()
        .us(DicomTag.ROWS, 1)
        .us(DicomTag.COLUMNS, values.length)
        .us(DicomTag.BITS_ALLOCATED, 16)
        .us(DicomTag.BITS_STORED, stored)
        .us(DicomTag.HIGH_BIT, high)
        .us(DicomTag.PIXEL_REPRESENTATION, 1)
        .pixels(values);
  }

  @Test
  void signsAreExtendedWhetherOrNotTheFileDid() throws DecodeException {
    StoredFrame frame = read(signed(12, 11, 0xf830, 0x0830, 0x07ff), 0);

    assertThat(values(frame)).containsExactly(-2000, -2000, 2047);
    assertThat(frame.notes()).isEmpty();
    assertThat(frame.signed()).isTrue();
  }

  @Test
  void highBitMovesValues() throws DecodeException {
    assertThat(values(read(signed(12, 15, 0x8300, 0x7ff0), 0))).containsExactly(-2000, 2047);
  }

  @Test
  void framesFollowEachOther() throws DecodeException {
    DicomWriter file =
        explicit()
            .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
            .image(2, 1, 16, 16)
            .pixels(1, 2, 3, 0xffff);

    assertThat(values(read(file, 1))).containsExactly(3, 0xffff);
  }

  @Test
  void bitsFollowEachOtherAcrossFrames() throws DecodeException {
    DicomWriter file =
        explicit()
            .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
            .image(3, 1, 1, 1)
            .element(DicomTag.PIXEL_DATA, "OB", new byte[] {0b0010_1101, 0});

    assertThat(values(read(file, 0))).containsExactly(1, 0, 1);
    assertThat(values(read(file, 1))).containsExactly(1, 0, 1);
  }

  @Test
  void planesBecomeInterleaved() throws DecodeException {
    DicomWriter file =
        explicit()
            .us(DicomTag.SAMPLES_PER_PIXEL, 3)
            .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", "RGB")
            .us(DicomTag.PLANAR_CONFIGURATION, 1)
            .us(DicomTag.ROWS, 1)
            .us(DicomTag.COLUMNS, 2)
            .us(DicomTag.BITS_ALLOCATED, 8)
            .element(DicomTag.PIXEL_DATA, "OB", new byte[] {1, 2, 3, 4, 5, 6});

    assertThat(values(read(file, 0))).containsExactly(1, 3, 5, 2, 4, 6);
  }

  @Test
  void lessThanNeededIsTruncatedAndMoreIsSaid() throws DecodeException {
    assertThat(refusal(explicit().image(3, 1, 16, 16).pixels(1, 2)).code())
        .isEqualTo(FindingCode.TRUNCATED);
    assertThat(read(explicit().image(1, 1, 16, 16).pixels(1, 2), 0).notes())
        .extracting(DecodeNote::code)
        .containsExactly(FindingCode.EXTRA_PIXEL_DATA);
  }

  @Test
  void floatingPointIsUnsupported() {
    DicomWriter file =
        explicit().image(1, 1, 32, 32).element(DicomTag.FLOAT_PIXEL_DATA, "OF", new byte[4]);

    assertThat(refusal(file).code()).isEqualTo(FindingCode.UNSUPPORTED);
  }

  private static byte[] runLengths(int value) {
    byte[] frame = new byte[66];
    frame[0] = 1;
    frame[4] = 64;
    frame[64] = -3; // four times
    frame[65] = (byte) value;
    return frame;
  }

  private static DicomWriter fourFrames() {
    return DicomWriter.file(TransferSyntax.RLE)
        .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
        .image(2, 2, 8, 8);
  }

  @Test
  void fragmentsAreMatchedWithFramesByCountAndByTable() throws DecodeException {
    byte[] empty = {};
    byte[] first = runLengths(7);
    byte[] second = runLengths(9);
    DicomWriter byCount = fourFrames().fragments(empty, first, second);
    byte[] half = java.util.Arrays.copyOf(second, 64);
    byte[] rest = {second[64], second[65]};
    byte[] table = {0, 0, 0, 0, (byte) (8 + first.length), 0, 0, 0};
    DicomWriter byTable = fourFrames().fragments(table, first, half, rest);

    assertThat(values(read(byCount, 1))).containsExactly(9, 9, 9, 9);
    assertThat(values(read(byTable, 1))).containsExactly(9, 9, 9, 9);
    assertThat(values(read(byTable, 0))).containsExactly(7, 7, 7, 7);
  }

  @Test
  void fragmentsThatCannotBeMatchedAreRefused() {
    byte[] empty = {};
    byte[] wrongTable = {0, 0, 0, 0, 3, 0, 0, 0};
    byte[] frame = runLengths(1);

    assertThat(refusal(fourFrames().fragments(empty, frame, frame, frame)).code())
        .isEqualTo(FindingCode.UNREADABLE);
    assertThat(refusal(fourFrames().fragments(wrongTable, frame, frame, frame)).code())
        .isEqualTo(FindingCode.UNREADABLE);
  }

  /** A codec that makes the same value of everything. */
  private record Flat(String description, int value, Size size) implements FrameCodec {
    @Override
    public Set<TransferSyntax.Compression> compressions() {
      return Set.of(TransferSyntax.Compression.JPEG_2000);
    }

    @Override
    public DecodedFrame decode(EncodedFrame frame) {
      short[] values = new short[(int) size.area()];
      java.util.Arrays.fill(values, (short) value);
      return new DecodedFrame(size, 1, 13, false, values, DecodedFrame.Color.AS_DECLARED);
    }
  }

  private static DicomFile jpeg2000(int representation) throws DecodeException {
    byte[] file =
        DicomWriter.file(TransferSyntax.JPEG_2000_LOSSLESS)
            .us(DicomTag.ROWS, 1)
            .us(DicomTag.COLUMNS, 2)
            .us(DicomTag.BITS_ALLOCATED, 16)
            .us(DicomTag.BITS_STORED, 16)
            .us(DicomTag.PIXEL_REPRESENTATION, representation)
            .fragments(new byte[0], new byte[] {1, 2})
            .toBytes();
    return DicomFile.read(SampleImages.direct(file), DecodeLimits.DEFAULT);
  }

  @Test
  void codecsThatDisagreeAreNamed() throws DecodeException {
    FrameCodecs both =
        new FrameCodecs(
            List.of(new Flat("one", 1, new Size(2, 1)), new Flat("two", 3, new Size(2, 1))));
    DicomFile file = jpeg2000(0);

    DecodeException refusal =
        catchThrowableOfType(
            DecodeException.class,
            () -> new StoredPixelReader(both).read(file, 0, DecodeVerification.FULL));

    assertThat(refusal).hasMessageContaining("one").hasMessageContaining("two");
    assertThat(values(new StoredPixelReader(both).read(file, 0, DecodeVerification.QUICK)))
        .containsExactly(1, 1);
  }

  @Test
  void anotherSizeThanDeclaredIsRefused() throws DecodeException {
    FrameCodecs other = new FrameCodecs(List.of(new Flat("one", 1, new Size(1, 2))));
    DicomFile file = jpeg2000(0);

    DecodeException refusal =
        catchThrowableOfType(
            DecodeException.class,
            () -> new StoredPixelReader(other).read(file, 0, DecodeVerification.QUICK));

    assertThat(refusal.code()).isEqualTo(FindingCode.SIZE_MISMATCH);
  }

  @Test
  void unsignedCodestreamOfSignedValuesIsExtendedFromItsOwnPrecision() throws DecodeException {
    FrameCodecs codec = new FrameCodecs(List.of(new Flat("one", 6192, new Size(2, 1))));

    StoredFrame frame = new StoredPixelReader(codec).read(jpeg2000(1), 0, DecodeVerification.QUICK);

    assertThat(values(frame)).containsExactly(-2000, -2000);
  }
}
