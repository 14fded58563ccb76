package dev.xraygpu.dicom.jpeg2000;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The symbols that end bit-planes, where an encoder left out planes. */
class CutSymbolsTest {
  private static final int PLANES = 11;

  /**
   * Of a block of 4 x 4 that OpenJPEG 2.5.0 cut behind three passes, for rates of 60, 40, 20 and 3:
   * the bits of the first symbol are not all there.
   */
  private static final String CUT = "11504d38";

  private static boolean decode(String codes, int passes) throws Exception {
    CodingStyle style =
        requireNonNull(CodingStyle.of(ByteBuffer.wrap(new byte[] {0, 0, 0, 0x20, 0}), false));
    CodeBlock block = new CodeBlock(0, 0, 4, 4);
    byte[] packets = HexFormat.of().parseHex(codes);
    block.include(0);
    block.add(passes, true, 0, packets.length);
    return new CodeBlockDecoder()
        .decode(block.data(packets), block, PLANES, Subband.Kind.LOW, style);
  }

  @Test
  void symbolsBehindTheEndOfACutBlockAreNoDamage() throws Exception {
    assertThat(decode(CUT, 3)).isTrue();
  }

  @Test
  void symbolsBehindTheEndOfAWholeBlockAreDamage() throws Exception {
    assertThat(decode(CUT, 3 * PLANES - 2)).isFalse();
  }

  @Test
  void symbolsBeforeTheEndOfACutBlockAreDamage() throws Exception {
    assertThat(decode("3" + CUT.substring(1) + "00000000", 3)).isFalse();
  }
}
