package dev.xraygpu.pipeline;

import java.util.Locale;

/** How an element of the result is stored, in NumPy's words. */
public enum ElementType {
  /** IEEE single precision. */
  FLOAT32(4, "<f4", true),
  /** IEEE half precision, rounded half to even from single precision. */
  FLOAT16(2, "<f2", true),
  /** Unsigned 8 bit; 16-bit pixels are divided by 257 and rounded. */
  UINT8(1, "|u1", false),
  /** Unsigned 16 bit; 8-bit pixels are multiplied by 257. */
  UINT16(2, "<u2", false);

  private final int bytes;
  private final String descriptor;
  private final boolean floating;

  ElementType(int bytes, String descriptor, boolean floating) {
    this.bytes = bytes;
    this.descriptor = descriptor;
    this.floating = floating;
  }

  /** Bytes an element takes. */
  public int bytes() {
    return bytes;
  }

  /** NumPy's type string with byte order, such as {@code <f4}. */
  public String descriptor() {
    return descriptor;
  }

  /** Whether it can hold scaled and normalised values. */
  public boolean floating() {
    return floating;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
