package dev.xraygpu.gpu.opencv;

import dev.xraygpu.image.PixelType;

/** What a plane holds in each place. */
enum Element {
  /** A pixel of 8 bit. */
  U8(1),
  /** A pixel of 16 bit. */
  U16(2),
  /** A count of one image. */
  S32(4),
  /** A count of a whole run: an integer, exact up to 2^53. */
  F64(8);

  private final int bytes;

  Element(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes it takes. */
  int bytes() {
    return bytes;
  }

  /** The pixel type that is stored so. */
  PixelType pixelType() {
    return switch (this) {
      case U8 -> PixelType.U8;
      case U16 -> PixelType.U16;
      case S32, F64 -> throw new IllegalStateException("counts are no pixels");
    };
  }

  static Element of(PixelType type) {
    return switch (type) {
      case U8 -> U8;
      case U16 -> U16;
    };
  }
}
