package dev.xraygpu.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes at a place in a file, from any thread; a channel may take only a part at a time. */
final class PositionalWrite {
  private PositionalWrite() {}

  /** Writes what is left in a buffer. */
  static void write(FileChannel channel, ByteBuffer bytes, long place) throws IOException {
    long at = place;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }
}
