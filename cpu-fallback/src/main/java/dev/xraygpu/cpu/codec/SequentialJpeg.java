package dev.xraygpu.cpu.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tells sequential JPEG from the other processes, by the frame header. */
final class SequentialJpeg {
  private static final int SOF0 = 0xffc0;
  private static final int SOF1 = 0xffc1;
  private static final int SOS = 0xffda;

  private SequentialJpeg() {}

  /** Bits per sample of a sequential image; 0 if it is of another process, or damaged. */
  static int precision(ByteBuffer stream) {
    ByteBuffer bytes = stream.duplicate().order(ByteOrder.BIG_ENDIAN);
    int at = 2;
    while (at + 5 < bytes.limit()) {
      int marker = bytes.getChar(at);
      if (marker == SOF0 || marker == SOF1) {
        return bytes.get(at + 4);
      }
      if (marker < 0xff00 || marker == SOS) {
        return 0;
      }
      at += 2 + bytes.getChar(at + 2);
    }
    return 0;
  }
}
