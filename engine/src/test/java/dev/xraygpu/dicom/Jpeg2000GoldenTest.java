package dev.xraygpu.dicom;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Codestreams that OpenJPEG, and of high throughput OpenJPH, made of values that a formula gives:
 * {@code make_jpeg2000_goldens.py} and {@code make_high_throughput_goldens.py} made them.
 */
class Jpeg2000GoldenTest {
  private static int expected(Jpeg2000Golden golden, int x, int y, int sample) {
    int value = x * x * 3 + y * y * 5 + x * y * 7 + (x > 12 ? 900 : 0) + 31 * sample;
    if (golden.name().startsWith("noisy")) {
      value = value * 40503 ^ value >> 3;
    }
    if (golden.name().startsWith("quiet") && x < 28 && y < 28) {
      value = 77;
    }
    return (y >= 8 && y < 12 ? 77 : value) & ((1 << golden.bits()) - 1);
  }

  static Stream<Jpeg2000Golden> goldens() {
    return Jpeg2000Golden.lossless();
  }

  private static Jpeg2000Golden golden(String name) {
    return goldens().filter(golden -> golden.name().equals(name)).findFirst().orElseThrow();
  }

  private static @Nullable DecodedFrame decode(Jpeg2000Golden golden, byte[] stream)
      throws DecodeException {
    return golden.decode(stream, TransferSyntax.JPEG_2000_LOSSLESS);
  }

  private DecodedFrame whole(Jpeg2000Golden golden, byte[] stream) throws DecodeException {
    return requireNonNull(decode(golden, stream), "left to another codec");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void samplesAreThoseThatWereEncoded(Jpeg2000Golden golden) throws DecodeException {
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
              .isEqualTo(expected(golden, x, y, s));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void everyShorterStreamIsRefused(Jpeg2000Golden golden) {
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
    Jpeg2000Golden golden = golden(name);
    int start = Jpeg2000Golden.at(golden.stream(), 0xff90);
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
    Jpeg2000Golden golden = golden("layers");
    int start = Jpeg2000Golden.at(golden.stream(), 0xff90);
    byte[] cut = Arrays.copyOf(golden.stream(), golden.stream().length - 200);
    ByteBuffer.wrap(cut).putInt(start + 6, cut.length - start);

    assertThat(golden.decode(cut, TransferSyntax.JPEG_2000)).isNull();
  }

  @Test
  void numbersOfLayersAndPrecinctsWithoutEndAreLeftToAnotherCodec() throws DecodeException {
    Jpeg2000Golden layers = resized(golden("blocks-4"), 240, 200);
    ByteBuffer.wrap(layers.stream())
        .putChar(Jpeg2000Golden.at(layers.stream(), 0xff52) + 6, (char) 0xffff);
    Jpeg2000Golden blocks = resized(golden("blocks-4"), 5000, 4000);

    assertThat(decode(layers, layers.stream())).isNull();
    assertThat(decode(blocks, blocks.stream())).isNull();
  }

  @Test
  void aTransformOfColoursThatOneComponentDeclaresIsNone() throws DecodeException {
    Jpeg2000Golden golden = golden("plain-16");
    byte[] declared = golden.stream().clone();
    declared[Jpeg2000Golden.at(declared, 0xff52) + 8] = 1;

    assertThat(whole(golden, declared).values()).isEqualTo(whole(golden, golden.stream()).values());
  }

  /** Its planes count from two higher, as none of a region's are coded lower. */
  @ParameterizedTest
  @ValueSource(ints = {0xff90, 0xff93})
  void aRegionOfInterestIsBroughtDown(int before) throws DecodeException {
    for (String name : List.of("plain-8", "color")) {
      Jpeg2000Golden golden = golden(name);

      DecodedFrame frame = whole(golden, withRegion(golden.stream(), before));

      assertThat(frame.values()).isEqualTo(whole(golden, golden.stream()).values());
    }
  }

  /** A stream of one tile-part with a marker segment that raises the first component by 2 bits. */
  private static byte[] withRegion(byte[] stream, int before) {
    byte[] region = {(byte) 0xff, 0x5e, 0, 5, 0, 0, 2};
    int tilePart = Jpeg2000Golden.at(stream, 0xff90);
    int at = Jpeg2000Golden.at(stream, before);
    byte[] longer = new byte[stream.length + region.length];
    ByteBuffer.wrap(longer).put(stream, 0, at).put(region).put(stream, at, stream.length - at);
    if (at > tilePart) {
      ByteBuffer.wrap(longer)
          .putInt(tilePart + 6, ByteBuffer.wrap(stream).getInt(tilePart + 6) + region.length);
    }
    return longer;
  }

  private static Jpeg2000Golden resized(Jpeg2000Golden golden, int width, int height) {
    byte[] stream = golden.stream().clone();
    ByteBuffer.wrap(stream)
        .putInt(8, width)
        .putInt(12, height)
        .putInt(24, width)
        .putInt(28, height);
    return new Jpeg2000Golden("resized", 8, 1, new Size(width, height), stream, new byte[0]);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void damageGivesSamplesOrACode(Jpeg2000Golden golden) {
    Random random = new Random(golden.name().hashCode());
    for (int i = 0; i < 300; i++) {
      byte[] damaged = golden.damaged(random);
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
    Jpeg2000Golden golden = golden("plain-16");
    byte[] stream = golden.stream().clone();
    stream[Jpeg2000Golden.at(stream, 0xff51) + 2 + 38] |= (byte) 0x80;

    DecodedFrame frame = whole(golden, stream);

    assertThat(frame.signed()).isTrue();
    assertThat((int) frame.values()[5]).isEqualTo(expected(golden, 5, 0, 0) - 32768);
  }

  /** Another codec would show such an image wrong without an error. */
  @ParameterizedTest
  @CsvSource({"5, 5, order", "12, 0x80, code-blocks", "13, 2, transform"})
  void codingsOfOtherPartsOfTheStandardAreUnsupported(int offset, int value, String named) {
    Jpeg2000Golden golden = golden("plain-8");
    byte[] stream = golden.stream().clone();
    stream[Jpeg2000Golden.at(stream, 0xff52) + offset] = (byte) value;

    DecodeException refusal =
        catchThrowableOfType(DecodeException.class, () -> decode(golden, stream));

    assertThat(refusal)
        .hasMessageContaining(named)
        .hasMessageContaining("another part of the standard");
    assertThat(refusal.code()).isEqualTo(FindingCode.UNSUPPORTED);
  }

  @Test
  void moreBitPlanesThanAnIntegerHasAreUnsupported() {
    Jpeg2000Golden golden = golden("plain-8");
    byte[] stream = golden.stream().clone();
    int steps = Jpeg2000Golden.at(stream, 0xff5c);
    stream[steps + 4] = (byte) (7 << 5); // guard bits
    Arrays.fill(stream, steps + 5, steps + 2 + stream[steps + 3], (byte) (31 << 3));

    DecodeException refusal =
        catchThrowableOfType(DecodeException.class, () -> decode(golden, stream));

    assertThat(refusal).hasMessageContaining("bit-planes");
    assertThat(refusal.code()).isEqualTo(FindingCode.UNSUPPORTED);
  }

  @Test
  void rareKindsOfHighThroughputAreLeftToAnotherCodec() throws DecodeException {
    Jpeg2000Golden golden = golden("noisy-8 of high throughput");
    byte[] causal = golden.stream().clone();
    causal[Jpeg2000Golden.at(causal, 0xff52) + 12] |= 8;
    byte[] otherParts = golden.stream().clone();
    otherParts[Jpeg2000Golden.at(otherParts, 0xff50) + 4] |= 1;
    byte[] mixed = golden.stream().clone();
    mixed[Jpeg2000Golden.at(mixed, 0xff52) + 12] |= (byte) 0x80;

    assertThat(decode(golden, causal)).isNull();
    assertThat(decode(golden, otherParts)).isNull();
    assertThat(decode(golden, mixed)).isNull();
  }

  @Test
  void codeBlocksOfHighThroughputThatContradictThemselvesAreDamage() {
    Jpeg2000Golden golden = golden("noisy-8 of high throughput");
    byte[] damaged = golden.stream().clone();
    // The last two bytes of the last code-block say how long its suffix is.
    damaged[damaged.length - 3] = (byte) 0xff;

    assertThat(catchThrowableOfType(DecodeException.class, () -> decode(golden, damaged)))
        .hasMessageContaining("contradicts itself")
        .extracting(DecodeException::code)
        .isEqualTo(FindingCode.UNREADABLE);
  }
}
