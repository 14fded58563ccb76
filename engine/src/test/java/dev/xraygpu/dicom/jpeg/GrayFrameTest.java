package dev.xraygpu.dicom.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.jpeg.BaselineJpegDecoder;
import dev.xraygpu.image.Size;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Gray frames are decoded as files are where that is safe: whatever that decoder takes has to be
 * what the slower one gives, which knows every process and says what is wrong.
 */
class GrayFrameTest {
  private final BaselineJpegDecoder fast = new BaselineJpegDecoder();

  /** What becomes of a stream, in words, without the samples. */
  private static String outcome(byte[] stream, Size size, short[][] samples) {
    try {
      samples[0] = new JpegImage(stream, size).decode().values();
      return "decoded";
    } catch (DecodeException e) {
      return e.code() + ": " + e.getMessage();
    }
  }

  /** Whether the fast decoder took it; then the slow one has to give the same. */
  private boolean sameIfTaken(byte[] stream, Size size, String what) {
    ByteBuffer direct = ByteBuffer.allocateDirect(stream.length).put(stream).flip();
    short[] taken = fast.decodeGray(direct, size);
    if (taken == null) {
      return false;
    }
    short[][] judged = new short[1][];
    assertThat(outcome(stream, size, judged)).as(what).isEqualTo("decoded");
    int different = Arrays.mismatch(taken, judged[0]);
    if (different >= 0) {
      throw new AssertionError(what + ": sample " + different + " of " + size + " is another one");
    }
    return true;
  }

  @ParameterizedTest
  @CsvSource({"1, 700", "3, 500", "5, 250", "7, 200", "10, 100", "12, 20", "15, 0"})
  void givesTheSameSamples(int largestAc, int taken) {
    SplittableRandom random = new SplittableRandom(largestAc);
    int handled = 0;
    for (int i = 0; i < 1000; i++) {
      RandomJpeg jpeg = new RandomJpeg(random, largestAc);
      if (sameIfTaken(jpeg.gray(), jpeg.size, "stream " + i)) {
        handled++;
      }
    }
    assertThat(handled).isGreaterThanOrEqualTo(taken);
  }

  @Test
  void takesNoDamagedStreamThatTheOtherRefuses() {
    SplittableRandom random = new SplittableRandom(11);
    int handled = 0;
    for (int i = 0; i < 20_000; i++) {
      RandomJpeg jpeg = new RandomJpeg(random, 1 + random.nextInt(6));
      byte[] stream = jpeg.gray();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        stream[random.nextInt(stream.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (sameIfTaken(stream, jpeg.size, "stream " + i)) {
        handled++;
      }
    }
    assertThat(handled).isGreaterThan(500);
  }

  @Test
  void takesNoStreamCutShortOrWithBytesPutIn() {
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < 20_000; i++) {
      RandomJpeg jpeg = new RandomJpeg(random, 1 + random.nextInt(6));
      byte[] stream = jpeg.gray();
      int from =
          random.nextBoolean()
              ? random.nextInt(stream.length)
              : stream.length - 1 - random.nextInt(12);
      from = Math.max(0, from);
      int to = Math.min(stream.length, from + random.nextInt(12));
      ByteArrayOutputStream changed = new ByteArrayOutputStream();
      changed.write(stream, 0, from);
      for (int added = random.nextInt(12); added > 0; added--) {
        changed.write(
            random.nextInt(3) == 0 ? 0xff : random.nextInt(4) == 0 ? 0 : random.nextInt());
      }
      changed.write(stream, to, stream.length - to);
      sameIfTaken(changed.toByteArray(), jpeg.size, "stream " + i);
    }
  }
}
