package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffPagesTest {
  /** Directories of one entry each, NewSubfileType, linked in their order. */
  private static ByteBuffer tiff(boolean big, ByteOrder order, int... subfileTypes) {
    int header = big ? 16 : 8;
    int length = big ? 8 + 20 + 8 : 2 + 12 + 4;
    ByteBuffer file = ByteBuffer.allocateDirect(header + length * subfileTypes.length).order(order);
    file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(file.get(0));
    file.putShort((short) (big ? 43 : 42));
    if (big) {
      file.putShort((short) 8).putShort((short) 0).putLong(header);
    } else {
      file.putInt(header);
    }
    for (int i = 0; i < subfileTypes.length; i++) {
      int next = i + 1 == subfileTypes.length ? 0 : header + (i + 1) * length;
      if (big) {
        file.putLong(1).putShort((short) 254).putShort((short) 4).putLong(1);
        file.putInt(subfileTypes[i]).putInt(0).putLong(next);
      } else {
        file.putShort((short) 1).putShort((short) 254).putShort((short) 4).putInt(1);
        file.putInt(subfileTypes[i]).putInt(next);
      }
    }
    return file.flip();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void furtherPagesAreNoted(boolean big) {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      assertThat(TiffPages.notes(tiff(big, order, 2, 2, 0)))
          .containsExactly(
              new DecodeNote(
                  FindingCode.EXTRA_PIXEL_DATA,
                  "the TIFF has 2 more pages, left out: the first is the image"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void smallCopiesAndMasksAreNoPages(boolean big) {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      assertThat(TiffPages.notes(tiff(big, order, 0))).isEmpty();
      assertThat(TiffPages.notes(tiff(big, order, 0, 1, 4, 5))).isEmpty();
    }
  }

  @Test
  void chainsThatLeadBackOrOutOfTheFileEnd() {
    ByteBuffer circle = tiff(false, ByteOrder.LITTLE_ENDIAN, 0, 0);
    circle.putInt(circle.limit() - 4, 8);
    assertThat(TiffPages.notes(circle)).hasSize(1);

    ByteBuffer out = tiff(false, ByteOrder.LITTLE_ENDIAN, 0, 0);
    out.putInt(out.limit() - 4, 1 << 30);
    assertThat(TiffPages.notes(out)).hasSize(1);

    ByteBuffer cutOff = tiff(false, ByteOrder.LITTLE_ENDIAN, 0, 0);
    cutOff.limit(cutOff.limit() - 10);
    assertThat(TiffPages.notes(cutOff.slice().order(ByteOrder.LITTLE_ENDIAN))).isEmpty();
  }
}
