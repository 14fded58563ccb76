package dev.xraygpu.decode;

/** Reads a scan of a sequential JPEG. */
final class JpegSequentialReader extends JpegScanReader {
  private final long units;

  /** Tables of each block in a unit. */
  private final JpegHuffmanTable[] differences;

  private final JpegHuffmanTable[] coefficients;

  JpegSequentialReader(
      FileBytes file,
      JpegBits bits,
      long units,
      JpegHuffmanTable[] differences,
      JpegHuffmanTable[] coefficients) {
    super(file, bits);
    this.units = units;
    this.differences = differences;
    this.coefficients = coefficients;
  }

  @Override
  long units() {
    return units;
  }

  @Override
  long readUnits(long first, long most) {
    for (int i = 0; i < differences.length; i++) {
      if (!bits.skipBlock(differences[i], coefficients[i])) {
        return 0;
      }
    }
    return 1;
  }

  @Override
  void restart() {
    // Only predictions are reset, and values are not followed here.
  }
}
