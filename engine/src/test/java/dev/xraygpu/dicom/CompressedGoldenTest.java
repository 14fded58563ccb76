package dev.xraygpu.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.dicom.codec.FrameCodecs;
import dev.xraygpu.quality.FindingCode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that dcmtk compressed, of values that a formula gives: {@code
 * make_compressed_dicom_goldens.py} beside the tests made them.
 */
class CompressedGoldenTest {
  private static final int WIDTH = 24;
  private static final int HEIGHT = 20;
  private static final int NEAR = 3;

  private final StoredPixelReader reader = new StoredPixelReader(FrameCodecs.load());

  record Golden(String name, int bits, int samples, byte[] file) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Golden> goldens() {
    return GoldenLines.of("compressed-goldens.txt")
        .map(
            field ->
                new Golden(
                    field[0],
                    Integer.parseInt(field[1]),
                    Integer.parseInt(field[2]),
                    HexFormat.of().parseHex(field[3])));
  }

  private static int expected(int x, int y, int sample, int bits) {
    boolean flat = y >= 8 && y < 12;
    int value = x * x * 3 + y * y * 5 + x * y * 7 + (x > 12 ? 900 : 0) + 31 * sample;
    return (flat ? 77 : value) & ((1 << bits) - 1);
  }

  private StoredFrame read(byte[] file) throws DecodeException {
    DicomFile dicom = DicomFile.read(SampleImages.direct(file), DecodeLimits.DEFAULT);
    return reader.read(dicom, 0, DecodeVerification.FULL);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void storedValuesAreThoseThatWereEncoded(Golden golden) throws DecodeException {
    StoredFrame frame = read(golden.file());

    assertThat(frame.size()).hasToString("24x20");
    assertThat(frame.samples()).isEqualTo(golden.samples());
    assertThat(frame.notes()).isEmpty();
    int tolerance = golden.name().startsWith("near") ? NEAR : 0;
    int at = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int s = 0; s < golden.samples(); s++) {
          long difference = frame.value(at++) - expected(x, y, s, golden.bits());
          assertThat(Math.abs(difference)).as("%d,%d", x, y).isLessThanOrEqualTo(tolerance);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void everyShorterFileIsRefusedWithACode(Golden golden) {
    // The last bytes may be padding and delimiters, without which the image is still whole.
    for (int length = 0; length < golden.file().length - 64; length += 7) {
      byte[] cut = Arrays.copyOf(golden.file(), length);

      DecodeException refusal = catchThrowableOfType(DecodeException.class, () -> read(cut));

      assertThat(refusal).as("%s cut after %d", golden.name(), length).isNotNull();
      assertThat(refusal.code())
          .isIn(FindingCode.TRUNCATED, FindingCode.UNREADABLE, FindingCode.NOT_AN_IMAGE);
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void damageGivesPixelsOrACode(Golden golden) {
    Random random = new Random(golden.name().hashCode());
    for (int i = 0; i < 200; i++) {
      byte[] damaged = golden.file().clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(read(damaged).count()).isPositive();
      } catch (DecodeException e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("unexpectedly");
      }
    }
  }

  static Stream<Golden> lossless() {
    return goldens()
        .filter(golden -> golden.name().matches("(lossless|first|frag|rle|jpegls|near).*"));
  }

  /** The files call themselves a row shorter than they are, so that the codes of one are left. */
  @ParameterizedTest
  @MethodSource("lossless")
  void codesThatEndBeforeTheDataAreDamaged(Golden golden) {
    HexFormat hex = HexFormat.of();
    String shorter =
        hex.formatHex(golden.file())
            .replace("280010005553" + "02001400", "280010005553" + "02001300")
            .replaceFirst("(ffc3|fff7)(00..)(..)0014", "$1$2$30013");

    DecodeException refusal =
        catchThrowableOfType(DecodeException.class, () -> read(hex.parseHex(shorter)));

    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(FindingCode.UNREADABLE);
    assertThat(refusal).hasMessageMatching(".*(left over behind the last|more pixels than).*");
  }

  @Test
  void losslessValuesBeyondTheStreamsOwnPrecisionAreSaid() throws DecodeException {
    Golden golden =
        goldens().filter(g -> g.name().equals("lossless-2-12")).findFirst().orElseThrow();
    byte[] file = golden.file().clone();
    int frameHeader = HexFormat.of().formatHex(file).indexOf("ffc3000b10") / 2;
    file[frameHeader + 4] = 12;

    StoredFrame frame = read(file);

    assertThat(frame.notes())
        .extracting(DecodeNote::code)
        .containsExactly(FindingCode.PIXEL_VALUES_OUT_OF_RANGE);
    for (int i = 0; i < frame.count(); i++) {
      assertThat(frame.value(i)).isBetween(0L, 4095L);
    }
  }

  @Test
  void allPredictorsAreThere() {
    assertThat(goldens().map(Golden::name))
        .contains(
            "lossless-1-16",
            "lossless-2-12",
            "lossless-3-16",
            "lossless-4-12",
            "lossless-5-16",
            "lossless-6-12",
            "lossless-7-16");
  }
}
