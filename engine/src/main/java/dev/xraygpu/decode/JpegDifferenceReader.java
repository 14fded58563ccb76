package dev.xraygpu.decode;

import org.jspecify.annotations.Nullable;

/** Reads a scan of DC coefficients of a progressive JPEG. */
final class JpegDifferenceReader extends JpegScanReader {
  private final long units;

  /** Tables of each block in a unit; null in a scan that refines by one bit a block. */
  private final @Nullable JpegHuffmanTable[] tables;

  JpegDifferenceReader(
      FileBytes file, JpegBits bits, long units, @Nullable JpegHuffmanTable[] tables) {
    super(file, bits);
    this.units = units;
    this.tables = tables;
  }

  @Override
  long units() {
    return units;
  }

  @Override
  long readUnits(long first, long most) {
    for (JpegHuffmanTable table : tables) {
      if (table == null) {
        bits.read(1);
        continue;
      }
      int size = bits.symbol(table);
      if (size < 0 || size > 15) {
        return 0;
      }
      bits.read(size);
    }
    return 1;
  }

  @Override
  void restart() {
    // Only predictions are reset, and values are not followed here.
  }
}
