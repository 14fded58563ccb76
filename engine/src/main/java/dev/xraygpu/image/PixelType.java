package dev.xraygpu.image;

/** How one gray pixel is stored: an unsigned integer, little-endian where it has two bytes. */
public enum PixelType {
  /** 8 bits, values 0 to 255. */
  U8(1, 255),
  /** 16 bits, values 0 to 65,535. */
  U16(2, 65_535);

  private final int bytes;
  private final int maxValue;

  PixelType(int bytes, int maxValue) {
    this.bytes = bytes;
    this.maxValue = maxValue;
  }

  /** Bytes a pixel takes. */
  public int bytes() {
    return bytes;
  }

  /** Bits a pixel takes. */
  public int bits() {
    return bytes * 8;
  }

  /** The largest value, which stands for 1.0 in statistics and after scaling. */
  public int maxValue() {
    return maxValue;
  }

  /** Number of different values, and so of histogram bins. */
  public int bins() {
    return maxValue + 1;
  }

  /**
   * The type of {@code bits} per pixel.
   *
   * @throws IllegalArgumentException unless {@code bits} is 8 or 16
   */
  public static PixelType ofBits(int bits) {
    return switch (bits) {
      case 8 -> U8;
      case 16 -> U16;
      default -> throw new IllegalArgumentException("no pixel type of " + bits + " bits");
    };
  }
}
