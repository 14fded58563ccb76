package dev.xraygpu.sink;

import dev.xraygpu.file.WholeTransfer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A NumPy array on disk, written row by row in any order and from any thread, read with {@code
 * numpy.load(file, mmap_mode='r', allow_pickle=False)}.
 */
public final class NpyFile implements Closeable {
  private final FileChannel channel;
  private final String descriptor;
  private final long rowBytes;
  private final long[] rowShape;

  /**
   * Creates the file, which must not exist.
   *
   * @param descriptor NumPy's type string
   * @param elementBytes bytes of one element
   * @param rowShape sizes of all axes but the first; none for a plain list of numbers
   */
  public NpyFile(Path file, String descriptor, int elementBytes, long... rowShape)
      throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    this.descriptor = descriptor;
    this.rowShape = rowShape.clone();
    long bytes = elementBytes;
    for (long axis : rowShape) {
      bytes *= axis;
    }
    this.rowBytes = bytes;
  }

  /**
   * Writes one or more whole rows.
   *
   * @param firstRow where the first of them belongs, from 0
   * @param rows the elements, little-endian, from position to limit
   */
  public void write(long firstRow, ByteBuffer rows) throws IOException {
    WholeTransfer.write(channel, rows, NpyHeader.LENGTH + firstRow * rowBytes);
  }

  /** Writes the header, when the number of rows is known. */
  public void finish(long rows) throws IOException {
    long[] shape = new long[rowShape.length + 1];
    shape[0] = rows;
    System.arraycopy(rowShape, 0, shape, 1, rowShape.length);
    WholeTransfer.write(channel, NpyHeader.of(descriptor, shape), 0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
