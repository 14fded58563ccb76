package dev.xraygpu.duplicate;

import dev.xraygpu.file.WholeTransfer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the records of further frames lie. How many frames a file has is only known when it is
 * read, so each takes the next place that is free, and says in a file of its own whose place it is,
 * once the record is there. Thread-safe.
 */
final class FrameSlots implements Closeable {
  // The sample's number plus 1, since what was never written is zero, and the frame's.
  private static final int ENTRY = 2 * Integer.BYTES;
  private static final int AT_ONCE = 4096;

  private final FileChannel entries;
  private final AtomicInteger next;

  /** Opens the file, and keeps what is in it. */
  FrameSlots(Path file) throws IOException {
    this.entries =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      this.next = new AtomicInteger(Math.toIntExact(entries.size() / ENTRY));
    } catch (IOException | ArithmeticException e) {
      entries.close();
      throw e;
    }
  }

  /** A place that nobody else gets. */
  int take() {
    return next.getAndIncrement();
  }

  /** Notes that the record of a frame lies at a place, complete. */
  void put(int slot, int ordinal, int frame) throws IOException {
    ByteBuffer entry = ByteBuffer.allocate(ENTRY).putInt(ordinal + 1).putInt(frame).flip();
    WholeTransfer.write(entries, entry, (long) slot * ENTRY);
  }

  /** Places of further frames, by their numbers less that of the first one; -1 for none. */
  int[] of(ComparedImages images) throws IOException {
    int[] slots = new int[images.size() - images.samples()];
    Arrays.fill(slots, -1);
    int count = Math.toIntExact(entries.size() / ENTRY);
    for (int first = 0; first < count; first += AT_ONCE) {
      int size = Math.min(AT_ONCE, count - first);
      ByteBuffer bytes = ByteBuffer.allocate(size * ENTRY);
      WholeTransfer.read(entries, bytes, (long) first * ENTRY);
      for (int i = 0; i < size; i++) {
        int ordinal = bytes.getInt(i * ENTRY) - 1;
        int image = images.image(ordinal, bytes.getInt(i * ENTRY + Integer.BYTES));
        if (image >= images.samples()) {
          slots[image - images.samples()] = first + i;
        }
      }
    }
    return slots;
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
