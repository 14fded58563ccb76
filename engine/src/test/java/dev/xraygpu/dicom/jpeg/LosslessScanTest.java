package dev.xraygpu.dicom.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.image.Size;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Gray lossless scans are decoded in less time where they are in order: what is decoded so has to
 * be what the slower decoder gives, which says what is wrong with others.
 */
class LosslessScanTest {
  private static final int SOF3 = 0xc3;

  private final SplittableRandom random = new SplittableRandom(21);

  /** A drawn scan: its header, of which each decoder needs a frame of its own, and its data. */
  private final class Drawn {
    final Size size;
    final int precision = 2 + random.nextInt(15);
    final int predictor = 1 + random.nextInt(7);

    /** The point transform: bits that are left out. */
    final int low = random.nextInt(12) == 0 ? random.nextInt(precision) : 0;

    final int interval;
    final RandomCodes codes;
    byte[] data;

    Drawn() {
      this(new Size(1 + random.nextInt(90), 1 + random.nextInt(60)), 9, 0);
    }

    /** With so many rows between restarts at most, and no shorter differences. */
    Drawn(Size size, int mostRows, int shortest) {
      this.size = size;
      interval = random.nextInt(3) == 0 ? size.width() * (1 + random.nextInt(mostRows)) : 0;
      int largest = Math.max(shortest, random.nextInt(18));
      List<Integer> categories = IntStream.rangeClosed(0, largest).boxed().toList();
      codes = new RandomCodes(categories, random);
      int usual = Math.max(shortest, Math.min(largest, random.nextInt(17)));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      EntropyWriter entropy = new EntropyWriter(out);
      for (int i = 0; i < size.area(); i++) {
        if (interval > 0 && i > 0 && i % interval == 0) {
          entropy.fillUp();
          out.write(0xff);
          out.write(0xd0 + (i / interval - 1) % 8);
        }
        int category = shortest + random.nextInt(usual + 1 - shortest);
        entropy.put(codes, category);
        if (category > 0 && category < 16) {
          entropy.put(random.nextInt(1 << category), category);
        }
      }
      entropy.fillUp();
      out.write(0xff);
      out.write(0xd9);
      data = out.toByteArray();
    }

    private JpegFrame frame() throws DecodeException {
      byte[] header = {
        (byte) precision, 0, (byte) size.height(), 0, (byte) size.width(), 1, 1, 0x11, 0
      };
      return new JpegFrame(SOF3, header, 0, header.length, size);
    }

    private ScanHeader scan(JpegFrame frame) throws DecodeException {
      byte[] definition = codes.definition();
      HuffmanTable table = new HuffmanTable(definition, 0, definition.length);
      HuffmanTable[] tables = {table};
      return new ScanHeader(frame.components, tables, tables, predictor, 0, 0, low, interval);
    }

    /** Whether the fast decoder took it; then the other has to agree. */
    boolean sameIfTaken(String what) throws DecodeException {
      JpegFrame fast = frame();
      int end = new GrayLosslessScan(fast, scan(fast), data).decode(0);
      if (end < 0) {
        return false;
      }
      JpegFrame slow = frame();
      EntropyBits bits = new EntropyBits(data, 0, 0);
      try {
        new LosslessScan(slow, scan(slow), bits).decode();
        assertThat(end).as(what).isEqualTo(bits.finish());
      } catch (DecodeException e) {
        fail(what + " is refused by the other: " + e.getMessage());
      }
      assertThat(fast.components[0].samples)
          .as("%s, predictor %d", what, predictor)
          .isEqualTo(slow.components[0].samples);
      return true;
    }
  }

  @Test
  void givesTheSameSamples() throws DecodeException {
    for (int i = 0; i < 3000; i++) {
      Drawn drawn = new Drawn();
      assertThat(drawn.sameIfTaken("scan " + i)).isEqualTo(drawn.low == 0);
    }
  }

  @Test
  void givesTheSameSamplesOfMoreDataThanAreLookedAtAtATime() throws DecodeException {
    int longest = 0;
    for (int i = 0; i < 60; i++) {
      Drawn drawn = new Drawn(new Size(255, 255), 200, random.nextInt(16));
      longest = Math.max(longest, drawn.data.length);
      assertThat(drawn.sameIfTaken("scan " + i)).isEqualTo(drawn.low == 0);
    }
    assertThat(longest).isGreaterThan(200_000);
  }

  @Test
  void takesNoDamagedScanThatTheOtherRefuses() throws DecodeException {
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      Drawn drawn = new Drawn();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        drawn.data[random.nextInt(drawn.data.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (drawn.sameIfTaken("scan " + i)) {
        taken++;
      }
    }
    assertThat(taken).isGreaterThan(1000);
  }

  @Test
  void takesNoScanCutShortOrWithBytesPutIn() throws DecodeException {
    for (int i = 0; i < 20_000; i++) {
      Drawn drawn = new Drawn();
      byte[] data = drawn.data;
      int from =
          random.nextBoolean()
              ? random.nextInt(data.length)
              : Math.max(0, data.length - 1 - random.nextInt(12));
      int to = Math.min(data.length, from + random.nextInt(6));
      ByteArrayOutputStream changed = new ByteArrayOutputStream();
      changed.write(data, 0, from);
      for (int added = random.nextInt(6); added > 0; added--) {
        changed.write(random.nextInt(2) == 0 ? 0xff : random.nextInt(2) * random.nextInt(256));
      }
      changed.write(data, to, data.length - to);
      drawn.data = changed.toByteArray();
      drawn.sameIfTaken("scan " + i);
    }
  }
}
