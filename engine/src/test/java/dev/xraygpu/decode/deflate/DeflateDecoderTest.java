package dev.xraygpu.decode.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against zlib's compressor, with its levels and strategies. */
class DeflateDecoderTest {
  private final DeflateDecoder decoder = new DeflateDecoder();
  private final Random random = new Random(5);

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "3, 0", "6, 0", "9, 0", "6, 1", "9, 1", "6, 2", "1, 2"})
  void givesBackWhatZlibCompressed(int level, int strategy) {
    for (int kind = 0; kind < 6; kind++) {
      for (int length : new int[] {0, 1, 2, 100, 5000, 70_000, 400_000}) {
        byte[] raw = bytes(kind, length);

        byte @Nullable [] decoded = decode(deflate(raw, level, strategy));

        assertThat(Arrays.equals(decoded, raw)).as("kind %d of %d bytes", kind, length).isTrue();
      }
    }
  }

  @Test
  void readsBlocksOfAllKindsInOneStream() {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int i = 0; i < 60; i++) {
      byte[] part = bytes(i % 6, 1 + random.nextInt(3000));
      raw.writeBytes(part);
      // Flushed streams end on whole bytes and not with a last block, so that they make one. Noise
      // is stored, and short parts have the fixed codes.
      Deflater deflater = new Deflater(i % 10, true);
      deflater.setInput(part, 0, part.length);
      byte[] buffer = new byte[2 * part.length + 100];
      data.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH));
      deflater.end();
    }
    data.writeBytes(deflate(new byte[0], 6, 0));

    assertThat(Arrays.equals(decode(data.toByteArray()), raw.toByteArray())).isTrue();
  }

  @Test
  void repeatsAFewBytesForEveryLength() {
    for (int distance = 1; distance <= 17; distance++) {
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      for (int length = 1; length <= 300; length++) {
        byte[] repeated = new byte[distance];
        random.nextBytes(repeated);
        for (int i = 0; i < distance + length; i++) {
          raw.write(repeated[i % distance]);
        }
      }
      byte[] expected = raw.toByteArray();

      byte @Nullable [] decoded = decode(deflate(expected, 9, 0));

      assertThat(Arrays.equals(decoded, expected)).as("distance %d", distance).isTrue();
    }
  }

  @Test
  void dataThatAreCutOffAreDamaged() {
    byte[] whole = deflate(bytes(2, 20_000), 6, 0);
    for (int length = 0; length < whole.length; length += 1 + length / 50) {
      assertThat(decode(Arrays.copyOf(whole, length))).as("%d bytes", length).isNull();
    }
  }

  @Test
  void whateverTheDataAreItEnds() {
    int damaged = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] raw = bytes(i % 6, 3000);
      byte[] data = deflate(raw, 1 + i % 9, i % 3);
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
      }
      byte @Nullable [] decoded = decode(data);
      damaged += decoded == null || !Arrays.equals(decoded, raw) ? 1 : 0;
    }
    assertThat(damaged).isGreaterThan(1900);
  }

  @Test
  void distancesBeyondTheStartOrTheDeclaredWindowAreDamage() {
    byte[] raw = new byte[3000];
    random.nextBytes(raw);
    System.arraycopy(raw, 0, raw, 2000, 1000);
    byte[] data = deflate(raw, 9, 0);

    assertThat(Arrays.equals(decode(data, 2000), raw)).isTrue();
    assertThat(decode(data, 1999)).isNull();
  }

  private byte @Nullable [] decode(byte[] data) {
    return decode(data, DeflateDecoder.HISTORY);
  }

  /** The bytes, taken from a window as a caller would; null if the data are damaged. */
  private byte @Nullable [] decode(byte[] data, int farthest) {
    int limit = DeflateDecoder.HISTORY + 20_000;
    byte[] window = new byte[limit + DeflateDecoder.SLACK];
    decoder.start(
        Arrays.copyOf(data, data.length + DeflateDecoder.PADDING),
        0,
        data.length,
        window,
        farthest);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int taken = 0;
    while (true) {
      DeflateDecoder.State state = decoder.decode(limit);
      out.write(window, taken, decoder.position() - taken);
      if (state != DeflateDecoder.State.FULL) {
        boolean ended = state == DeflateDecoder.State.ENDED;
        if (ended) {
          assertThat(decoder.end()).isLessThanOrEqualTo(data.length);
        }
        return ended ? out.toByteArray() : null;
      }
      decoder.keepFrom(decoder.position() - DeflateDecoder.HISTORY);
      taken = decoder.position();
    }
  }

  private static byte[] deflate(byte[] raw, int level, int strategy) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    deflater.setInput(raw);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 14];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** Zeros, noise, differences as of an image, short and long repetitions, very skewed codes. */
  private byte[] bytes(int kind, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] =
          (byte)
              switch (kind) {
                case 0 -> 0;
                case 1 -> random.nextInt(256);
                case 2 -> random.nextGaussian() * 4;
                case 3 -> i % 7 + (i / 1000);
                case 4 -> i < 300 ? random.nextInt(256) : bytes[i - 300 + random.nextInt(2)];
                default -> Math.min(250, -Math.log(random.nextDouble()) * 12 * (i % 2 + .1));
              };
    }
    return bytes;
  }
}
