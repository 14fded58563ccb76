package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Checks that a bitmap's pixels, or the run lengths that stand for them, lie inside the file. */
final class BmpStructure {
  private static final String WHAT = "the BMP pixels";

  private BmpStructure() {}

  static void check(ByteBuffer buffer) throws DecodeException {
    BmpHeader header = BmpHeader.parse(buffer, DecodeLimits.WIDEST);
    FileBytes file = FileBytes.of(buffer, ByteOrder.LITTLE_ENDIAN);
    if (header.compression() == BmpHeader.RLE4 || header.compression() == BmpHeader.RLE8) {
      checkRuns(file, header);
    } else {
      file.require(header.pixelOffset(), header.rowBytes() * header.size().height(), WHAT);
    }
  }

  // ImageMagick and others encode a row's padding, too, which OpenCV takes for damage.
  private static DecodeException tooLong(BmpHeader header, int x, int y) {
    String row = "its run-length codes give row " + y + " from below ";
    int width = header.size().width();
    return (long) x * header.bitsPerPixel() <= header.rowBytes() * 8
        ? new DecodeException(
            FindingCode.UNSUPPORTED,
            "BMP with encoded padding has no decoder: "
                + row
                + x
                + " pixels, the image has "
                + width
                + "; save it without compression, or as PNG")
        : new DecodeException(
            FindingCode.UNREADABLE,
            "corrupt BMP: " + row + x + " pixels or more, the image has " + width);
  }

  /** Follows the run-length codes to the code that ends the bitmap, or past its last row. */
  private static void checkRuns(FileBytes file, BmpHeader header) throws DecodeException {
    long at = header.pixelOffset();
    int width = header.size().width();
    int x = 0;
    int y = 0;
    while (y < header.size().height()) {
      int count = file.u8(at, WHAT);
      int code = file.u8(at + 1, WHAT);
      at += 2;
      if (count > 0) {
        x += count;
      } else if (code == 0) {
        x = 0;
        y++;
      } else if (code == 1) {
        return;
      } else if (code == 2) {
        x += file.u8(at, WHAT);
        y += file.u8(at + 1, WHAT);
        at += 2;
      } else {
        int bytes = header.compression() == BmpHeader.RLE8 ? code : (code + 1) / 2;
        bytes += bytes & 1;
        file.require(at, bytes, WHAT);
        at += bytes;
        x += code;
      }
      if (x > width) {
        throw tooLong(header, x, y);
      }
      if (x == width && y == header.size().height() - 1) {
        return;
      }
    }
  }
}
