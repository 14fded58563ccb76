package dev.xraygpu.gpu.driver;

/** Memory that somebody owns. */
public interface MemoryBlock extends AutoCloseable {
  /** Where it starts, in the address space it belongs to; a multiple of 256. */
  long address();

  /** How much it is. */
  long bytes();

  @Override
  void close();
}
