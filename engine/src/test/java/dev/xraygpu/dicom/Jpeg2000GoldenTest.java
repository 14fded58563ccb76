package dev.xraygpu.dicom;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.dicom.codec.EncodedFrame;
import dev.xraygpu.dicom.jpeg2000.Jpeg2000FrameCodec;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Codestreams that OpenJPEG, and of high throughput OpenJPH, made of values that a formula gives:
 * {@code make_jpeg2000_goldens.py} and {@code make_high_throughput_goldens.py} made them.
 */
class Jpeg2000GoldenTest {
  private final Jpeg2000FrameCodec codec = new Jpeg2000FrameCodec();

  record Golden(String name, int bits, int samples, Size size, byte[] stream) {
    @Override
    public String toString() {
      return name;
    }

    int expected(int x, int y, int sample) {
      int value = x * x * 3 + y * y * 5 + x * y * 7 + (x > 12 ? 900 : 0) + 31 * sample;
      if (name.startsWith("noisy")) {
        value = value * 40503 ^ value >> 3;
      }
      if (name.startsWith("quiet") && x < 28 && y < 28) {
        value = 77;
      }
      return (y >= 8 && y < 12 ? 77 : value) & ((1 << bits) - 1);
    }
  }

  static Stream<Golden> goldens() {
    return Stream.concat(
        goldens("jpeg2000-goldens.txt", ""),
        goldens("high-throughput-goldens.txt", " of high throughput"));
  }

  private static Stream<Golden> goldens(String file, String kind) {
    return GoldenLines.of(file)
        .map(
            field ->
                new Golden(
                    field[0] + kind,
                    Integer.parseInt(field[1]),
                    Integer.parseInt(field[2]),
                    new Size(Integer.parseInt(field[3]), Integer.parseInt(field[4])),
                    HexFormat.of().parseHex(field[5])));
  }

  private static Golden golden(String name) {
    return goldens().filter(golden -> golden.name().equals(name)).findFirst().orElseThrow();
  }

  private @Nullable DecodedFrame decode(Golden golden, byte[] stream) throws DecodeException {
    return decode(golden, stream, TransferSyntax.JPEG_2000_LOSSLESS);
  }

  private @Nullable DecodedFrame decode(Golden golden, byte[] stream, TransferSyntax syntax)
      throws DecodeException {
    PixelLayout layout =
        new PixelLayout(
            golden.size(),
            golden.samples(),
            golden.bits(),
            golden.bits(),
            golden.bits() - 1,
            false,
            false,
            1,
            1,
            golden.samples() == 1 ? "MONOCHROME2" : "YBR_RCT");
    return codec.decode(new EncodedFrame(ByteBuffer.wrap(stream), syntax, layout));
  }

  private DecodedFrame whole(Golden golden, byte[] stream) throws DecodeException {
    return requireNonNull(decode(golden, stream), "left to another codec");
  }

  private static int at(byte[] stream, int marker) {
    for (int i = 0; i + 1 < stream.length; i++) {
      if ((stream[i] & 0xff) == marker >> 8 && (stream[i + 1] & 0xff) == (marker & 0xff)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such marker");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void samplesAreThoseThatWereEncoded(Golden golden) throws DecodeException {
    DecodedFrame frame = whole(golden, golden.stream());

    assertThat(frame.size()).isEqualTo(golden.size());
    assertThat(frame.samples()).isEqualTo(golden.samples());
    assertThat(frame.precision()).isEqualTo(golden.bits());
    assertThat(frame.signed()).isFalse();
    assertThat(frame.color())
        .isEqualTo(
            golden.samples() == 3 && !golden.name().matches("color|color of.*")
                ? DecodedFrame.Color.RGB
                : DecodedFrame.Color.AS_DECLARED);
    int at = 0;
    for (int y = 0; y < golden.size().height(); y++) {
      for (int x = 0; x < golden.size().width(); x++) {
        for (int s = 0; s < golden.samples(); s++) {
          assertThat(frame.values()[at++] & 0xffff)
              .as("%d,%d", x, y)
              .isEqualTo(golden.expected(x, y, s));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void everyShorterStreamIsRefused(Golden golden) {
    // Without the last marker the image is still whole.
    for (int length = 0; length < golden.stream().length - 2; length += 11) {
      byte[] cut = Arrays.copyOf(golden.stream(), length);

      DecodeException refusal =
          catchThrowableOfType(DecodeException.class, () -> decode(golden, cut));

      assertThat(refusal).as("cut after %d", length).isNotNull();
      assertThat(refusal.code()).isIn(FindingCode.TRUNCATED, FindingCode.UNREADABLE);
    }
  }

  /**
   * As a program may leave it that repairs the lengths of what it cut, and where there is no
   * length. Code-blocks of a quiet part have no data, so that a packet is read without them.
   */
  @ParameterizedTest
  @ValueSource(strings = {"plain-16", "quiet-corner", "order-rpcl", "noisy-16 of high throughput"})
  void missingPacketsAreFoundWhereTheTilePartEndsEarly(String name) {
    Golden golden = golden(name);
    int start = at(golden.stream(), 0xff90);
    for (int missing = 3; missing < 300; missing++) {
      byte[] cut = Arrays.copyOf(golden.stream(), golden.stream().length - missing);
      for (int length : new int[] {cut.length - start, 0}) {
        ByteBuffer.wrap(cut).putInt(start + 6, length);

        DecodeException refusal =
            catchThrowableOfType(DecodeException.class, () -> decode(golden, cut));

        assertThat(refusal).as("%d bytes are missing", missing).isNotNull();
        assertThat(refusal.code()).isEqualTo(FindingCode.TRUNCATED);
      }
    }
  }

  @Test
  void wherePixelsMayBeLostMissingPacketsAreLeftToAnotherCodec() throws DecodeException {
    Golden golden = golden("layers");
    int start = at(golden.stream(), 0xff90);
    byte[] cut = Arrays.copyOf(golden.stream(), golden.stream().length - 200);
    ByteBuffer.wrap(cut).putInt(start + 6, cut.length - start);

    assertThat(decode(golden, cut, TransferSyntax.JPEG_2000)).isNull();
  }

  @Test
  void numbersOfLayersAndPrecinctsWithoutEndAreLeftToAnotherCodec() throws DecodeException {
    Golden layers = resized(golden("blocks-4"), 240, 200);
    ByteBuffer.wrap(layers.stream()).putChar(at(layers.stream(), 0xff52) + 6, (char) 0xffff);
    Golden blocks = resized(golden("blocks-4"), 5000, 4000);

    assertThat(decode(layers, layers.stream())).isNull();
    assertThat(decode(blocks, blocks.stream())).isNull();
  }

  private static Golden resized(Golden golden, int width, int height) {
    byte[] stream = golden.stream().clone();
    ByteBuffer.wrap(stream)
        .putInt(8, width)
        .putInt(12, height)
        .putInt(24, width)
        .putInt(28, height);
    return new Golden("resized", 8, 1, new Size(width, height), stream);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void damageGivesSamplesOrACode(Golden golden) {
    Random random = new Random(golden.name().hashCode());
    for (int i = 0; i < 300; i++) {
      byte[] damaged = golden.stream().clone();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        decode(golden, damaged);
      } catch (DecodeException e) {
        assertThat(e.getMessage()).isNotBlank();
        assertThat(e.code())
            .isIn(
                FindingCode.TRUNCATED,
                FindingCode.UNREADABLE,
                FindingCode.UNSUPPORTED,
                FindingCode.SIZE_MISMATCH);
      }
    }
  }

  @Test
  void signedSamplesAreShiftedByNothing() throws DecodeException {
    Golden golden = golden("plain-16");
    byte[] stream = golden.stream().clone();
    stream[at(stream, 0xff51) + 2 + 38] |= (byte) 0x80;

    DecodedFrame frame = whole(golden, stream);

    assertThat(frame.signed()).isTrue();
    assertThat((int) frame.values()[5]).isEqualTo(golden.expected(5, 0, 0) - 32768);
  }

  @Test
  void whatLosesInformationIsLeftToAnotherCodec() throws DecodeException {
    Golden golden = golden("plain-8");
    byte[] irreversible = golden.stream().clone();
    irreversible[at(irreversible, 0xff52) + 13] = 0;
    byte[] withoutArithmeticCoding = golden.stream().clone();
    withoutArithmeticCoding[at(withoutArithmeticCoding, 0xff52) + 12] = 1;

    assertThat(decode(golden, irreversible)).isNull();
    assertThat(decode(golden, withoutArithmeticCoding)).isNull();
  }

  @Test
  void rareKindsOfHighThroughputAreLeftToAnotherCodec() throws DecodeException {
    Golden golden = golden("noisy-8 of high throughput");
    byte[] causal = golden.stream().clone();
    causal[at(causal, 0xff52) + 12] |= 8;
    byte[] otherParts = golden.stream().clone();
    otherParts[at(otherParts, 0xff50) + 4] |= 1;
    byte[] mixed = golden.stream().clone();
    mixed[at(mixed, 0xff52) + 12] |= (byte) 0x80;

    assertThat(decode(golden, causal)).isNull();
    assertThat(decode(golden, otherParts)).isNull();
    assertThat(decode(golden, mixed)).isNull();
  }

  @Test
  void codeBlocksOfHighThroughputThatContradictThemselvesAreDamage() {
    Golden golden = golden("noisy-8 of high throughput");
    byte[] damaged = golden.stream().clone();
    // The last two bytes of the last code-block say how long its suffix is.
    damaged[damaged.length - 3] = (byte) 0xff;

    assertThat(catchThrowableOfType(DecodeException.class, () -> decode(golden, damaged)))
        .hasMessageContaining("contradicts itself")
        .extracting(DecodeException::code)
        .isEqualTo(FindingCode.UNREADABLE);
  }

  @Test
  void aLayerThatIsNotThereLeavesItToAnotherCodec() throws DecodeException {
    Golden golden = golden("layers");
    byte[] fewer = golden.stream().clone();
    // Of four layers, the first three: bit-planes are missing, which decoders guess in their ways.
    fewer[at(fewer, 0xff52) + 7] = 3;

    assertThat(decode(golden, fewer)).isNull();
  }
}
