package dev.xraygpu.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Checks that a bitmap's pixels lie inside the file, but for those that run lengths stand for. */
final class BmpStructure {
  private static final String WHAT = "the BMP pixels";

  private BmpStructure() {}

  static void check(ByteBuffer buffer) throws DecodeException {
    BmpHeader header = BmpHeader.parse(buffer, DecodeLimits.WIDEST);
    FileBytes file = FileBytes.of(buffer, ByteOrder.LITTLE_ENDIAN);
    // The decoder of run lengths finds their end itself.
    if (!header.runLength()) {
      file.require(header.pixelOffset(), header.rowBytes() * header.size().height(), WHAT);
    }
  }
}
