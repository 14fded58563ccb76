package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;

/**
 * Decodes the bit-planes of code-blocks (ISO/IEC 15444-1, annex D), from the highest on: in each
 * one, a pass finds what becomes significant beside what is, one refines what was significant, and
 * one cleans up.
 *
 * <p>Not thread-safe.
 */
final class CodeBlockDecoder implements DecodedBlock {
  private static final int SEGMENTATION_SYMBOL = 0xa;

  /**
   * Encoders leave out a few bytes at the end, in theory any number of certain ones; without a
   * limit, a few bytes could stand for passes over millions of coefficients.
   */
  private static final int MOST_MADE_UP = 64;

  private final CodeBlockPlanes planes = new CodeBlockPlanes();
  private final ArithmeticDecoder bits = new ArithmeticDecoder();
  private final CodedPasses codedPasses = new CodedPasses(planes, bits);
  private final RawBits rawBits = new RawBits();
  private final PlainPasses plainPasses = new PlainPasses(planes, rawBits);

  /**
   * Decodes a block.
   *
   * @param data its bytes, with {@link ArithmeticDecoder#PADDING} bytes of 0xFF behind all codes
   * @param block how large it is, how many passes its data hold, and where its codes begin
   * @param planeCount bit-planes of which it has data
   * @param kind of its subband
   * @param style how its passes are coded
   * @throws DecodeException if symbols that show damage are wrong, or passes have no data
   */
  void decode(byte[] data, CodeBlock block, int planeCount, Subband.Kind kind, CodingStyle style)
      throws DecodeException {
    planes.clear(block.width(), block.height(), style.causal());
    byte[] contexts = ContextTables.significanceIn(kind);
    bits.reset();
    // Encoders that leave out passes may leave out bits of the last symbol, too.
    boolean cut = block.passes() < 3 * planeCount - 2;
    int[] beginnings = block.beginnings();
    int codes = 0;
    int madeUp = 0;
    boolean raw = false;
    int kindOfPass = 2;
    int plane = planeCount - 1;
    for (int pass = 0; pass < block.passes(); pass++) {
      if (style.begins(pass)) {
        if (pass > 0) {
          madeUp += raw ? rawBits.madeUp() : bits.madeUp();
        }
        raw = style.raw(pass);
        if (raw) {
          rawBits.start(data, beginnings[codes++]);
        } else {
          bits.start(data, beginnings[codes++]);
        }
      }
      if (kindOfPass == 1) {
        refine(plane, raw);
      } else if (raw && kindOfPass == 0) {
        plainPasses.findSignificant(plane);
      } else {
        codedPasses.findSignificant(plane, contexts, kindOfPass == 2);
      }
      if (kindOfPass == 2) {
        if (style.symbols() && fourBits() != SEGMENTATION_SYMBOL) {
          boolean last = pass + 3 >= block.passes();
          if (!cut || !last || !bits.justEnded()) {
            throw Codestream.corrupt("a bit-plane does not end as it must");
          }
        }
        plane--;
      }
      if (madeUp + (raw ? rawBits.madeUp() : bits.madeUp()) > data.length + MOST_MADE_UP) {
        throw Codestream.corrupt("the passes of a code-block go on behind its data");
      }
      if (style.resets()) {
        bits.reset();
      }
      kindOfPass = (kindOfPass + 1) % 3;
    }
  }

  private void refine(int plane, boolean raw) {
    if (raw) {
      plainPasses.refine(plane);
    } else {
      codedPasses.refine(plane);
    }
  }

  /** See {@link CodeBlockPlanes#lowerRegion}. */
  void lowerRegion(int shift) {
    planes.lowerRegion(shift);
  }

  @Override
  public void copyRow(int y, int[] doubled) {
    planes.copyRow(y, doubled);
  }

  private int fourBits() {
    int symbol = 0;
    for (int i = 0; i < 4; i++) {
      symbol = symbol << 1 | bits.decode(ArithmeticDecoder.UNIFORM);
    }
    bits.pause();
    return symbol;
  }
}
