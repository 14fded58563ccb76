package dev.xraygpu.pass;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Moves all of a buffer to or from a place in a file; a channel may move only a part at a time. */
final class WholeTransfer {
  private WholeTransfer() {}

  /** Writes what is left in a buffer. */
  static void write(FileChannel channel, ByteBuffer from, long at) throws IOException {
    long position = at;
    while (from.hasRemaining()) {
      position += channel.write(from, position);
    }
  }

  /**
   * Fills what is left in a buffer.
   *
   * @return whether the file was long enough
   */
  static boolean read(FileChannel channel, ByteBuffer to, long at) throws IOException {
    long position = at;
    while (to.hasRemaining()) {
      int n = channel.read(to, position);
      if (n < 0) {
        return false;
      }
      position += n;
    }
    return true;
  }
}
