package dev.xraygpu.dicom.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bits that are taken in eight bytes at a time, against a reader of one byte after another. */
class LowFirstBitsTest {
  private static final int BYTES = 90;

  private final SplittableRandom random = new SplittableRandom(15);

  /** Bits of a byte each, in the order in which they are read. */
  private final int[] bits = new int[8 * BYTES];

  private int count;

  private void add(int value, int size) {
    for (int i = 0; i < size; i++) {
      bits[count++] = value >> i & 1;
    }
  }

  /** Noise, much of which has bits left out behind it or before it. */
  private byte[] draw() {
    byte[] data = new byte[BYTES];
    int often = 2 + random.nextInt(20);
    for (int i = 0; i < BYTES; i++) {
      int value = random.nextInt(256);
      data[i] =
          (byte)
              switch (random.nextInt(often)) {
                case 0 -> 0xff;
                case 1 -> 0x7f;
                default -> value;
              };
    }
    count = 0;
    return data;
  }

  private void compare(LowFirstBits read) {
    int at = 0;
    while (at < count) {
      int size = Math.min(count - at, random.nextInt(LowFirstBits.MOST));
      int expected = 0;
      for (int i = 0; i < size; i++) {
        expected |= bits[at + i] << i;
      }
      assertThat(read.take(size)).as("%d bits at %d", size, at).isEqualTo(expected);
      at += size;
    }
    assertThat(read.beyondTheEnd()).isZero();
  }

  @Test
  void forwardsTheHighestBitBehindAByteOfOnesIsLeftOut() {
    for (int i = 0; i < 2000; i++) {
      byte[] data = draw();
      int from = random.nextInt(9);
      boolean ones = false;
      for (int at = from; at < BYTES; at++) {
        add(data[at] & 0xff, ones ? 7 : 8);
        ones = data[at] == -1;
      }
      LowFirstBits read = LowFirstBits.forwards();
      read.startForwards(data, from, BYTES);
      compare(read);
    }
  }

  @Test
  void backwardsTheHighestBitOfSevenOnesBeforeALargeByteIsLeftOut() {
    for (int i = 0; i < 2000; i++) {
      byte[] data = draw();
      int downTo = random.nextInt(9);
      int half = (data[BYTES - 1] & 0xff) >> 4;
      add(half, (half & 7) == 7 ? 3 : 4);
      boolean large = half > 8;
      for (int at = BYTES - 2; at >= downTo; at--) {
        int value = data[at] & 0xff;
        add(value, large && (value & 0x7f) == 0x7f ? 7 : 8);
        large = value > 0x8f;
      }
      LowFirstBits read = LowFirstBits.backwards();
      read.startBackwards(data, BYTES - 1, downTo);
      compare(read);
    }
  }
}
