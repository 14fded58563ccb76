package dev.xraygpu.decode;

/** Reads a scan of AC coefficients of a progressive JPEG (ISO/IEC 10918-1, annex G). */
final class JpegProgressiveReader extends JpegScanReader {
  private final JpegScan scan;
  private final JpegHuffmanTable table;

  /** Which coefficients of each block are not zero, a bit each; kept from scan to scan. */
  private final long[] nonzero;

  private final boolean refinement;

  /** Bits of the coefficients in the scan. */
  private final long band;

  private long endOfBand;

  JpegProgressiveReader(
      FileBytes file, JpegBits bits, JpegScan scan, JpegHuffmanTable table, long[] nonzero) {
    super(file, bits);
    this.scan = scan;
    this.table = table;
    this.nonzero = nonzero;
    this.refinement = scan.approximationHigh() > 0;
    this.band = from(scan.spectralStart()) & ~from(scan.spectralEnd() + 1);
  }

  /** Bits of a coefficient and all after it. */
  private static long from(int coefficient) {
    return coefficient > 63 ? 0 : -1L << coefficient;
  }

  @Override
  long units() {
    return nonzero.length;
  }

  @Override
  long readUnits(long first, long most) {
    int block = (int) first;
    if (!refinement) {
      if (endOfBand == 0) {
        return readFirst(block) ? 1 : 0;
      }
      long run = Math.min(endOfBand, most);
      endOfBand -= run;
      return run;
    }
    return readRefinement(block) ? 1 : 0;
  }

  @Override
  void restart() {
    endOfBand = 0;
  }

  private boolean readFirst(int block) {
    int end = scan.spectralEnd();
    int k = scan.spectralStart();
    while (k <= end) {
      int symbol = bits.symbol(table);
      if (symbol < 0) {
        return false;
      }
      int run = symbol >> 4;
      int size = symbol & 15;
      if (size > 0) {
        k += run;
        if (k > end) {
          return false;
        }
        bits.read(size);
        nonzero[block] |= 1L << k;
        k++;
      } else if (run == 15) {
        k += 16;
      } else {
        endOfBand = (1L << run) + bits.read(run) - 1;
        return true;
      }
    }
    return k <= 64;
  }

  private boolean readRefinement(int block) {
    int end = scan.spectralEnd();
    int k = scan.spectralStart();
    long known = nonzero[block];
    if (endOfBand == 0) {
      while (k <= end) {
        int symbol = bits.symbol(table);
        int run = symbol >> 4;
        int size = symbol & 15;
        if (symbol < 0 || size > 1) {
          return false;
        }
        if (size == 0 && run < 15) {
          endOfBand = (1L << run) + bits.read(run);
          break;
        }
        bits.read(size);
        // Known coefficients on the way have a correction bit each; zeros count down the run.
        while (k <= end) {
          if ((known >>> k & 1) != 0) {
            bits.read(1);
          } else {
            run--;
            if (run < 0) {
              break;
            }
          }
          k++;
        }
        if (size > 0) {
          if (k > end) {
            return false;
          }
          nonzero[block] |= 1L << k;
        }
        k++;
      }
    }
    if (endOfBand > 0) {
      bits.skip(Long.bitCount(known & band & from(k)));
      endOfBand--;
    }
    return true;
  }
}
