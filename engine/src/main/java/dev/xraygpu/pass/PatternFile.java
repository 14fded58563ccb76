package dev.xraygpu.pass;

import dev.xraygpu.distribution.ImageMeasures;
import dev.xraygpu.distribution.InversionCheck;
import dev.xraygpu.file.WholeTransfer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * Patterns of the kept images on disk, so that a look at each of them again costs no look into the
 * journal: {@value ImageMeasures#PATTERN_VALUES} bytes per sample, at the place its ordinal gives.
 * In memory: one bit per sample. The file goes when it is closed.
 */
public final class PatternFile implements InversionCheck.Patterns, Closeable {
  private static final int RECORD = ImageMeasures.PATTERN_VALUES;
  private static final int BLOCK = 256;

  private final FileChannel channel;
  private final BitSet present = new BitSet();
  // Written one after the other first, then read likewise: one block at a time is enough.
  private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK * RECORD);
  private int blockNumber;

  /** Opens a new file in a folder. */
  public PatternFile(Path folder) throws IOException {
    channel =
        FileChannel.open(
            folder.resolve("patterns.bin"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Sets the pattern of a sample; samples come in ascending order. */
  public void add(int ordinal, byte[] pattern) throws IOException {
    if (ordinal / BLOCK != blockNumber) {
      write();
      blockNumber = ordinal / BLOCK;
    }
    block.put(ordinal % BLOCK * RECORD, pattern);
    present.set(ordinal);
  }

  /** Ends the writing. */
  public void finish() throws IOException {
    write();
  }

  private void write() throws IOException {
    block.clear();
    WholeTransfer.write(channel, block, place());
  }

  private long place() {
    return (long) blockNumber * BLOCK * RECORD;
  }

  @Override
  public boolean read(int ordinal, byte[] pattern) throws IOException {
    if (!present.get(ordinal)) {
      return false;
    }
    if (ordinal / BLOCK != blockNumber) {
      blockNumber = ordinal / BLOCK;
      block.clear();
      if (!WholeTransfer.read(channel, block, place())) {
        throw new EOFException("the patterns of the images are missing");
      }
    }
    block.get(ordinal % BLOCK * RECORD, pattern);
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
