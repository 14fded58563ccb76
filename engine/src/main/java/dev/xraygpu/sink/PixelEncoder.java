package dev.xraygpu.sink;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Turns processed pixels into the elements a model reads: scaling, normalisation and conversion are
 * one table look-up, because a pixel has only 256 or 65,536 values.
 *
 * <p>Floating types: {@code ((v / maxValue) - (float) mean) / (float) std} in single precision,
 * equal to NumPy's float32 arithmetic; without normalisation {@code v / maxValue}. Integer types
 * keep the pixel; between depths, 8 bit times 257 is 16 bit, and 16 bit divided by 257 is rounded
 * half to even.
 */
public final class PixelEncoder {
  private final PixelType from;
  private final ElementType to;
  private final int[] table;

  private PixelEncoder(PixelType from, ElementType to, int[] table) {
    this.from = from;
    this.to = to;
    this.table = table;
  }

  /**
   * The encoder of one pixel type.
   *
   * @param normalization numbers or nothing; {@link Normalization.OfTrain} must have been resolved
   * @throws IllegalArgumentException if it was not, or an integer type should be normalised
   */
  public static PixelEncoder of(PixelType from, ElementType to, Normalization normalization) {
    int[] table = new int[from.bins()];
    for (int value = 0; value < table.length; value++) {
      table[value] =
          switch (to) {
            case FLOAT32 -> Float.floatToRawIntBits(scaled(value, from, normalization));
            case FLOAT16 -> HalfPrecision.of(scaled(value, from, normalization)) & 0xffff;
            case UINT8 -> from == PixelType.U8 ? value : (int) Math.rint(value / 257.0);
            case UINT16 -> from == PixelType.U16 ? value : value * 257;
          };
    }
    if (!to.floating() && !(normalization instanceof Normalization.None)) {
      throw new IllegalArgumentException(to + " cannot hold normalised values");
    }
    return new PixelEncoder(from, to, table);
  }

  private static float scaled(int value, PixelType from, Normalization normalization) {
    float scaled = (float) value / (float) from.maxValue();
    if (normalization instanceof Normalization.None) {
      return scaled;
    }
    if (normalization instanceof Normalization.Fixed fixed) {
      return (scaled - (float) fixed.mean()) / (float) fixed.std();
    }
    throw new IllegalArgumentException("the training statistics are not known yet");
  }

  /** Bytes that the elements of that many pixels take. */
  public int encodedBytes(int pixels) {
    return Math.multiplyExact(pixels, to.bytes());
  }

  /**
   * Encodes pixels.
   *
   * @param pixels little-endian, from index 0
   * @param count how many
   * @param target receives the elements, little-endian, from its position, which advances
   */
  public void encode(ByteBuffer pixels, int count, ByteBuffer target) {
    ByteBuffer source = pixels.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    target.order(ByteOrder.LITTLE_ENDIAN);
    int at = target.position();
    int[] lookUp = table;
    boolean u8 = from == PixelType.U8;
    switch (to.bytes()) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          target.put(at + i, (byte) lookUp[value(source, i, u8)]);
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          target.putShort(at + 2 * i, (short) lookUp[value(source, i, u8)]);
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          target.putInt(at + 4 * i, lookUp[value(source, i, u8)]);
        }
      }
    }
    target.position(at + encodedBytes(count));
  }

  private static int value(ByteBuffer source, int index, boolean u8) {
    return u8 ? source.get(index) & 0xff : source.getChar(2 * index);
  }
}
