package dev.xraygpu.sink;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the results of a run into a folder that only becomes visible under its final name when
 * everything is whole.
 */
public interface Sink extends Closeable {
  /**
   * Finds the place of a result before it is written. Called by one thread, in the order of the
   * rows of each split, once for each.
   *
   * @param row where it belongs
   * @param type of the pixels that will be written
   * @param size of the pixels that will be written
   * @throws IOException if there is no place for such a result; it says which and what to do
   */
  default void reserve(ResultRow row, PixelType type, Size size) throws IOException {
    // Most sinks know the place from the row alone.
  }

  /**
   * Writes one result. Thread-safe, in any order; each row of each split exactly once, after its
   * {@link #reserve}.
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
