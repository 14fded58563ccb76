package dev.xraygpu.cpu.codec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What a worker process is asked: to decompress a stream whose size is known and within limits.
 *
 * @param kind which decoder
 * @param width columns that are expected
 * @param height rows that are expected
 * @param samples per pixel that are expected
 * @param precision bits per sample, as the stream's header says
 * @param stream compressed bytes
 */
record CodecRequest(Kind kind, int width, int height, int samples, int precision, byte[] stream) {
  private static final int MAGIC = 0x78_72_67_31;

  /** Which decoder. */
  enum Kind {
    JPEG_2000,
    JPEG_LS,
    JPEG
  }

  /** Number of values that are expected. */
  int count() {
    return Math.toIntExact((long) width * height * samples);
  }

  void write(DataOutputStream to) throws IOException {
    to.writeInt(MAGIC);
    to.writeByte(kind.ordinal());
    to.writeInt(width);
    to.writeInt(height);
    to.writeInt(samples);
    to.writeInt(precision);
    to.writeInt(stream.length);
    to.write(stream);
    to.flush();
  }

  /** Reads a request; ends with an {@code EOFException} when nobody asks any more. */
  static CodecRequest read(DataInputStream from) throws IOException {
    if (from.readInt() != MAGIC) {
      throw new IOException("not a request");
    }
    Kind kind = Kind.values()[from.readByte()];
    int width = from.readInt();
    int height = from.readInt();
    int samples = from.readInt();
    int precision = from.readInt();
    byte[] stream = new byte[from.readInt()];
    from.readFully(stream);
    return new CodecRequest(kind, width, height, samples, precision, stream);
  }
}
