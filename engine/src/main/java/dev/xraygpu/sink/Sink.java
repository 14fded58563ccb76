package dev.xraygpu.sink;

import dev.xraygpu.image.HostImage;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the results of a run into a folder that only becomes visible under its final name when
 * everything is whole.
 */
public interface Sink extends Closeable {
  /**
   * Writes one result. Thread-safe, in any order; each row of each split exactly once.
   *
   * @param row where it belongs
   * @param pixels the processed pixels
   */
  void write(ResultRow row, HostImage pixels) throws IOException;

  /** Completes all files, after the last {@link #write}. */
  void finish() throws IOException;

  /** Closes what is open; without {@link #finish} the files are not whole. */
  @Override
  void close() throws IOException;
}
