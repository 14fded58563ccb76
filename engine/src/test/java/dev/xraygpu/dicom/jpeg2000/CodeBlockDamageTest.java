package dev.xraygpu.dicom.jpeg2000;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.xraygpu.decode.DecodeException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What code-blocks show of damage, and what encoders do without any. */
class CodeBlockDamageTest {
  private static final int PLANES = 11;
  private static final int ALL_PASSES = 3 * PLANES - 2;
  private static final int SYMBOLS = 0x20;

  /**
   * Of a block of 4 x 4 that OpenJPEG 2.5.0 cut behind three passes, for rates of 60, 40, 20 and 3:
   * the bits of the first symbol are not all there.
   */
  private static final String CUT = "11504d38";

  private static AbstractThrowableAssert<?, ?> assertDecoding(
      String codes, int size, int passes, int kindOfPasses) throws DecodeException {
    byte[] coding = {0, 0, 0, (byte) kindOfPasses, 0};
    CodingStyle style = requireNonNull(CodingStyle.of(ByteBuffer.wrap(coding), false));
    CodeBlock block = new CodeBlock(0, 0, size, size);
    byte[] packets = HexFormat.of().parseHex(codes);
    block.include(0);
    block.add(passes, true, 0, packets.length);
    return assertThatCode(
        () ->
            new CodeBlockDecoder()
                .decode(block.data(packets), block, PLANES, Subband.Kind.LOW, style));
  }

  @Test
  void symbolsBehindTheEndOfACutBlockAreNoDamage() throws DecodeException {
    assertDecoding(CUT, 4, 3, SYMBOLS).doesNotThrowAnyException();
  }

  @Test
  void symbolsBehindTheEndOfAWholeBlockAreDamage() throws DecodeException {
    assertDecoding(CUT, 4, ALL_PASSES, SYMBOLS).hasMessageContaining("does not end as it must");
  }

  @Test
  void symbolsBeforeTheEndOfACutBlockAreDamage() throws DecodeException {
    assertDecoding("3" + CUT.substring(1) + "00000000", 4, 3, SYMBOLS)
        .hasMessageContaining("does not end as it must");
  }

  /** Four bytes cannot say what 4,096 coefficients are in 31 passes, which would take long. */
  @Test
  void passesFarBehindTheEndAreDamage() throws DecodeException {
    assertDecoding(CUT, 64, ALL_PASSES, 0).hasMessageContaining("go on behind its data");
  }
}
