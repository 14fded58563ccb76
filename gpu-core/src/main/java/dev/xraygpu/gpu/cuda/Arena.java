package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.MemoryBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of one lane for one batch after the other. The first batches take what they need block by
 * block; from then on there is one block that is large enough, and nothing is taken or given back
 * any more. A batch that needs more than {@code keptBytes} gets blocks that go back with it.
 *
 * @param <B> host or device memory
 */
final class Arena<B extends MemoryBlock> implements AutoCloseable {
  /** What a kernel may read with one instruction, and what a copy is fast from. */
  private static final long ALIGNMENT = 256;

  private static final long LEAST_BLOCK = 1 << 20;

  /** Takes a block of memory. */
  interface Source<B> {
    /** At least that many bytes. */
    B take(long bytes) throws CudaDriverException;
  }

  /**
   * A part of a block.
   *
   * @param block where it lies
   * @param offset its first byte
   * @param bytes how many are its own
   */
  record Slice<B extends MemoryBlock>(B block, long offset, long bytes) {
    /** Where it starts. */
    long address() {
      return block.address() + offset;
    }
  }

  private final Source<B> source;
  private final MemoryLayout layout;
  private final long keptBytes;
  private final List<B> blocks = new ArrayList<>();
  // Of the last block.
  private long used;
  private long usedInAll;
  private long wanted;

  /**
   * An arena without memory yet.
   *
   * @param keptBytes most that is kept from batch to batch
   */
  Arena(Source<B> source, MemoryLayout layout, long keptBytes) {
    this.source = source;
    this.layout = layout;
    this.keptBytes = keptBytes;
  }

  /** Memory until the next {@link #reset}. Its content is undefined. */
  Slice<B> allocate(long bytes) throws CudaDriverException {
    if (layout == MemoryLayout.BLOCK_PER_SLICE) {
      B block = source.take(Math.max(1, bytes));
      blocks.add(block);
      return new Slice<>(block, 0, bytes);
    }
    long rounded = Math.max(ALIGNMENT, (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    if (blocks.isEmpty() || rounded > last().bytes() - used) {
      B block =
          source.take(Math.max(rounded, blocks.isEmpty() && wanted > 0 ? wanted : LEAST_BLOCK));
      blocks.add(block);
      used = 0;
    }
    Slice<B> slice = new Slice<>(last(), used, bytes);
    used += rounded;
    usedInAll += rounded;
    return slice;
  }

  /** Takes back the slice that was handed out last. */
  void undo(Slice<B> slice) {
    if (layout == MemoryLayout.SHARED_BLOCKS && slice.block().equals(last())) {
      usedInAll -= used - slice.offset();
      used = slice.offset();
    }
  }

  /** All slices are void. */
  void reset() {
    boolean many = blocks.size() > 1 || (blocks.size() == 1 && last().bytes() > keptBytes);
    if (many || layout == MemoryLayout.BLOCK_PER_SLICE) {
      // A quarter more, or every slightly larger batch would take all of it again.
      wanted = Math.min(keptBytes, usedInAll + usedInAll / 4);
      close();
    }
    used = 0;
    usedInAll = 0;
  }

  private B last() {
    return blocks.get(blocks.size() - 1);
  }

  @Override
  public void close() {
    blocks.forEach(MemoryBlock::close);
    blocks.clear();
  }
}
