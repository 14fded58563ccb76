package dev.xraygpu.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Gray pixels in host memory: rows from top to bottom without gaps, little-endian.
 *
 * <p>The image does not own its memory: it is a view, valid as long as whoever handed it out says.
 *
 * @param type how a pixel is stored
 * @param size columns and rows
 * @param pixels a buffer whose bytes 0 to {@code byteSize()} are the pixels; its position, limit
 *     and mark mean nothing and are never changed by users of the image
 */
public record HostImage(PixelType type, Size size, ByteBuffer pixels) {
  /** Refuses a buffer that is too small for the image. */
  public HostImage {
    if (pixels.capacity() < bytesFor(type, size)) {
      throw new IllegalArgumentException(
          size
              + " of "
              + type
              + " needs "
              + bytesFor(type, size)
              + " bytes, not "
              + pixels.capacity());
    }
    pixels = pixels.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Bytes that an image of this kind takes. */
  public static long bytesFor(PixelType type, Size size) {
    return size.area() * type.bytes();
  }

  /** A new image of zeros in memory that the garbage collector frees. */
  public static HostImage allocate(PixelType type, Size size) {
    return new HostImage(
        type, size, ByteBuffer.allocateDirect(Math.toIntExact(bytesFor(type, size))));
  }

  /** Bytes the pixels take. */
  public int byteSize() {
    return Math.toIntExact(bytesFor(type, size));
  }

  /** Number of pixels. */
  public int pixelCount() {
    return Math.toIntExact(size.area());
  }

  /** The value at a pixel. */
  public int get(int x, int y) {
    int index = y * size.width() + x;
    return type == PixelType.U8 ? pixels.get(index) & 0xff : pixels.getChar(2 * index);
  }

  /** The pixels' bytes as a buffer of its own position and limit, ready to be read. */
  public ByteBuffer bytes() {
    return pixels.duplicate().clear().limit(byteSize()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A copy in memory that the garbage collector frees. */
  public HostImage copy() {
    HostImage copy = allocate(type, size);
    copy.pixels.duplicate().put(bytes());
    return copy;
  }
}
