package dev.xraygpu.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Moves all of a buffer to or from a place in a file, from any thread; a channel may move only a
 * part at a time.
 */
public final class WholeTransfer {
  private WholeTransfer() {}

  /** Writes what is left in a buffer. */
  public static void write(FileChannel channel, ByteBuffer from, long at) throws IOException {
    long position = at;
    while (from.hasRemaining()) {
      position += channel.write(from, position);
    }
  }

  /**
   * Fills what is left in a buffer, or as much of it as the file has.
   *
   * @return whether the file was long enough
   */
  public static boolean read(FileChannel channel, ByteBuffer to, long at) throws IOException {
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
