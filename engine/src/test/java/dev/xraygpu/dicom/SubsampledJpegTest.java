package dev.xraygpu.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.dicom.codec.FrameCodecs;
import dev.xraygpu.quality.FindingCode;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JPEG whose colour has all columns and rows, or half of them: as libjpeg-turbo gives it ({@code
 * make_subsampled_jpeg_goldens.py} beside the tests made the goldens).
 */
class SubsampledJpegTest {
  private final StoredPixelReader reader = new StoredPixelReader(FrameCodecs.load());

  record Golden(String name, int columns, int rows, byte[] jpeg, byte[] values) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Golden> goldens() {
    HexFormat hex = HexFormat.of();
    return GoldenLines.of("subsampled-jpeg-goldens.txt")
        .map(
            field ->
                new Golden(
                    field[0],
                    Integer.parseInt(field[1]),
                    Integer.parseInt(field[2]),
                    hex.parseHex(field[3]),
                    hex.parseHex(field[4])))
        .toList();
  }

  private static Golden golden(String name) {
    return goldens().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }

  private StoredFrame read(Golden golden, byte[] jpeg, String photometric) throws DecodeException {
    byte[] file =
        DicomWriter.file(TransferSyntax.JPEG_BASELINE)
            .us(DicomTag.SAMPLES_PER_PIXEL, 3)
            .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
            .us(DicomTag.PLANAR_CONFIGURATION, 0)
            .us(DicomTag.ROWS, golden.rows())
            .us(DicomTag.COLUMNS, golden.columns())
            .us(DicomTag.BITS_ALLOCATED, 8)
            .fragments(new byte[0], jpeg)
            .toBytes();
    DicomFile dicom = DicomFile.read(SampleImages.direct(file), DecodeLimits.DEFAULT);
    return reader.read(dicom, 0, DecodeVerification.QUICK);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void colourIsFilledInAsLibjpegDoes(Golden golden) throws DecodeException {
    StoredFrame frame = read(golden, golden.jpeg(), "YBR_FULL_422");

    for (int i = 0; i < frame.count(); i++) {
      assertThat(frame.value(i)).as("sample %d", i).isEqualTo(golden.values()[i] & 0xff);
    }
    assertThat(frame.count()).isEqualTo(golden.values().length);
    assertThat(frame.photometric()).isEqualTo("YBR_FULL");
  }

  @Test
  void colourOfHalfTheResolutionIsNoRedGreenAndBlueWhateverTheHeaderSays() throws Exception {
    Golden golden = golden("no-marker");

    assertThat(read(golden, golden.jpeg(), "RGB").photometric()).isEqualTo("YBR_FULL");
  }

  @Test
  void componentsOfTheNamesRedGreenAndBlueAreThese() throws Exception {
    Golden golden = golden("no-marker");
    byte[] named = golden.jpeg().clone();
    String hex = HexFormat.of().formatHex(named);
    // Frame header: marker, length, precision, rows, columns, number; then name and sampling.
    int components = hex.indexOf("ffc0") / 2 + 10;
    int scan = hex.indexOf("ffda") / 2 + 5;
    for (int c = 0; c < 3; c++) {
      named[components + 3 * c] = (byte) "RGB".charAt(c);
      named[scan + 2 * c] = (byte) "RGB".charAt(c);
    }

    assertThat(read(golden, named, "YBR_FULL_422").photometric()).isEqualTo("RGB");
  }

  @Test
  void withoutASignTheHeaderCounts() throws Exception {
    Golden golden = golden("full-without-marker");

    assertThat(read(golden, golden.jpeg(), "RGB").photometric()).isEqualTo("RGB");
    assertThat(read(golden, golden.jpeg(), "YBR_FULL").photometric()).isEqualTo("YBR_FULL");
  }

  @Test
  void blocksThatAreLeftOverAreDamage() {
    Golden golden = golden("half-columns");
    byte[] shorter = golden.jpeg().clone();
    int rows = HexFormat.of().formatHex(shorter).indexOf("ffc0") / 2 + 6;
    shorter[rows] = 8;
    Golden oneRowOfBlocks = new Golden("shorter", golden.columns(), 8, shorter, new byte[0]);

    DecodeException refusal =
        catchThrowableOfType(
            DecodeException.class, () -> read(oneRowOfBlocks, shorter, "YBR_FULL_422"));

    assertThat(refusal).hasMessage("corrupt JPEG: data are left over behind the last code");
    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
  }
}
