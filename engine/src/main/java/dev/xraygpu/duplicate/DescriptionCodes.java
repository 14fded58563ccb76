package dev.xraygpu.duplicate;

import dev.xraygpu.file.WholeTransfer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * {@linkplain DescriptionCoder Codes} of all samples, in a file that is gone when it is closed:
 * {@value #RECORD} bytes per sample on disk, none in memory. The code of a sample without a
 * description is all zero. Thread-safe.
 */
final class DescriptionCodes implements Closeable {
  private static final int RECORD = DescriptionCoder.LENGTH * Short.BYTES;

  private final FileChannel channel;
  private double changed;

  /** An empty file in a folder. */
  DescriptionCodes(Path folder) throws IOException {
    this.channel =
        FileChannel.open(
            folder.resolve("codes.bin"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Codes a run of samples. */
  void write(DescriptionCoder coder, Descriptions.Run run) throws IOException {
    ByteBuffer bytes = buffer(run.size());
    short[] code = new short[DescriptionCoder.LENGTH];
    double most = 0;
    for (int i = 0; i < run.size(); i++) {
      float[] description = run.get(i);
      if (description.length > 0) {
        most = Math.max(most, coder.code(description, code));
        bytes.asShortBuffer().put(i * DescriptionCoder.LENGTH, code);
      }
    }
    WholeTransfer.write(channel, bytes, (long) run.sample(0) * RECORD);
    synchronized (this) {
      changed = Math.max(changed, most);
    }
  }

  /** The most that rounding changed in any of the descriptions so far. */
  synchronized double changed() {
    return changed;
  }

  /**
   * Reads codes.
   *
   * @param to receives the codes of {@code count} samples, one after the other
   */
  void read(int first, int count, short[] to) throws IOException {
    ByteBuffer bytes = buffer(count);
    if (!WholeTransfer.read(channel, bytes, (long) first * RECORD)) {
      throw new EOFException(
          "the code of sample " + (first + bytes.position() / RECORD) + " is missing");
    }
    bytes
        .flip()
        .order(ByteOrder.nativeOrder())
        .asShortBuffer()
        .get(to, 0, count * DescriptionCoder.LENGTH);
  }

  private static ByteBuffer buffer(int count) {
    return ByteBuffer.allocate(count * RECORD).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
