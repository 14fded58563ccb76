package dev.xraygpu.decode.png;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.decode.PngWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the filters as ISO/IEC 15948, 9.2 to 9.4 writes them. */
class RowFilterTest {
  private static final int LENGTH = 66;

  private final Random random = new Random(3);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void undoesEveryFilter(int pixel) {
    for (int filter = 0; filter <= 4; filter++) {
      for (int round = 0; round < 50; round++) {
        byte[] above = row(pixel);
        byte[] expected = row(pixel);
        byte[] filtered = filter(filter, above, expected, pixel);
        byte[] row = new byte[pixel + LENGTH];

        boolean known = RowFilter.undo(filter, filtered, 7, above, row, pixel, LENGTH);

        assertThat(known).isTrue();
        assertThat(row).as("filter %d", filter).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void undoesEveryFilterOfColours(int pixel) {
    int length = LENGTH / pixel * pixel;
    for (int filter = 0; filter <= 4; filter++) {
      for (int round = 0; round < 50; round++) {
        byte[] above = row(pixel);
        byte[] expected = row(pixel);
        byte[] filtered = filter(filter, above, expected, pixel);
        byte[] row = new byte[pixel + length];

        boolean known = ColorRowFilter.undo(filter, filtered, 7, above, row, pixel, length);

        assertThat(known).isTrue();
        for (int i = pixel; i < row.length; i++) {
          if (i % pixel < 3) {
            assertThat(row[i]).as("filter %d, byte %d", filter, i).isEqualTo(expected[i]);
          }
        }
      }
    }
    byte[] row = new byte[pixel + length];
    assertThat(ColorRowFilter.undo(5, new byte[length], 0, row, row, pixel, length)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void twoRowsTogetherAreTheSameAsOneByOne(int pixel) {
    for (int round = 0; round < 50; round++) {
      byte[] above = row(pixel);
      byte[] upper = row(pixel);
      byte[] lower = row(pixel);
      byte[] in = new byte[200];
      System.arraycopy(filter(4, above, upper, pixel), 7, in, 10, LENGTH);
      System.arraycopy(filter(4, upper, lower, pixel), 7, in, 100, LENGTH);
      byte[] row = new byte[pixel + LENGTH];
      byte[] below = new byte[pixel + LENGTH];

      RowFilter.undoTwo(in, 10, 100, above, row, below, pixel, LENGTH);

      assertThat(row).isEqualTo(upper);
      assertThat(below).isEqualTo(lower);
    }
    assertThat(RowFilter.goTogether(4, 4)).isTrue();
    assertThat(RowFilter.goTogether(4, 1)).isFalse();
  }

  @Test
  void predictsAsPaethDoesOfAllValues() {
    byte[] in = new byte[2];
    byte[] above = new byte[3];
    byte[] row = new byte[3];
    for (int left = 0; left < 256; left++) {
      for (int top = 0; top < 256; top++) {
        for (int corner = 0; corner < 256; corner++) {
          above[1] = (byte) corner;
          above[2] = (byte) top;
          in[0] = (byte) (left - corner); // the first pixel's prediction is what is above it
          RowFilter.undo(4, in, 0, above, row, 1, 2);
          if ((row[2] & 0xff) != PngWriter.prediction(4, left, top, corner)) {
            assertThat(row[2] & 0xff)
                .as("%d, %d, %d", left, top, corner)
                .isEqualTo(PngWriter.prediction(4, left, top, corner));
          }
        }
      }
    }
  }

  @Test
  void knowsNoOtherFilter() {
    byte[] row = new byte[1 + LENGTH];

    assertThat(RowFilter.undo(5, new byte[LENGTH], 0, row, row, 1, LENGTH)).isFalse();
    assertThat(RowFilter.undo(-1, new byte[LENGTH], 0, row, row, 1, LENGTH)).isFalse();
  }

  private byte[] row(int pixel) {
    byte[] row = new byte[pixel + LENGTH];
    for (int i = pixel; i < row.length; i++) {
      row[i] = (byte) random.nextInt(256);
    }
    return row;
  }

  /** With the bytes from index 7 on. */
  private static byte[] filter(int filter, byte[] above, byte[] row, int pixel) {
    byte[] filtered = new byte[7 + LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      int left = row[i] & 0xff; // a pixel before the byte, which is at i + pixel
      int top = above[i + pixel] & 0xff;
      int corner = above[i] & 0xff;
      int prediction = PngWriter.prediction(filter, left, top, corner);
      filtered[7 + i] = (byte) (row[i + pixel] - prediction);
    }
    return filtered;
  }
}
