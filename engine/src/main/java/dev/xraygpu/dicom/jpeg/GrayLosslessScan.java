package dev.xraygpu.dicom.jpeg;

/**
 * A lossless scan of one component whose data are in order, as {@link LosslessScan} decodes it but
 * in less time: a row's differences are read first, and then added by a loop for each predictor.
 */
final class GrayLosslessScan {
  private final JpegFrame frame;
  private final ScanHeader scan;
  private final byte[] data;
  private final short[] samples;
  private final short[] differences;
  private final int width;

  GrayLosslessScan(JpegFrame frame, ScanHeader scan, byte[] data) {
    this.frame = frame;
    this.scan = scan;
    this.data = data;
    this.samples = scan.components()[0].samples;
    this.width = frame.size.width();
    this.differences = new short[width];
  }

  /**
   * Decodes all samples.
   *
   * @param at where the scan's data begin
   * @return offset of the marker behind them; -1 if anything is unusual or wrong, and the samples
   *     are undefined
   */
  int decode(int at) {
    int interval = scan.interval();
    if (scan.components().length != 1
        || scan.start() < 1
        || scan.start() > 7
        || scan.low() != 0
        || interval % width != 0) {
      return -1;
    }
    DifferenceReader reader = new DifferenceReader(scan.dc()[0], data, at);
    int rowsInInterval = interval / width;
    int restarts = 0;
    for (int row = 0; row < frame.size.height(); row++) {
      boolean first = row == 0 || (rowsInInterval > 0 && row % rowsInInterval == 0);
      if (first && row > 0 && !reader.restart(restarts++ & 7)) {
        return -1;
      }
      if (!reader.read(differences, width)) {
        return -1;
      }
      int begin = row * width;
      if (first) {
        samples[begin] = (short) ((1 << (frame.precision - 1)) + differences[0]);
        addToLeft(begin);
      } else {
        samples[begin] = (short) (samples[begin - width] + differences[0]);
        add(begin);
      }
    }
    return reader.finish();
  }

  private void add(int at) {
    switch (scan.start()) {
      case 1 -> addToLeft(at);
      case 2 -> addToUpper(at);
      case 3 -> addToCorner(at);
      case 4 -> addToPlane(at);
      case 5 -> addToLeftAndHalf(at);
      case 6 -> addToUpperAndHalf(at);
      default -> addToMean(at);
    }
  }

  private void addToLeft(int at) {
    int left = samples[at];
    for (int x = 1; x < width; x++) {
      left += differences[x];
      samples[at + x] = (short) left;
    }
  }

  private void addToUpper(int at) {
    int above = at - width;
    for (int x = 1; x < width; x++) {
      samples[at + x] = (short) (samples[above + x] + differences[x]);
    }
  }

  private void addToCorner(int at) {
    int above = at - width - 1;
    for (int x = 1; x < width; x++) {
      samples[at + x] = (short) (samples[above + x] + differences[x]);
    }
  }

  private void addToPlane(int at) {
    int above = at - width;
    int left = samples[at];
    int corner = samples[above];
    for (int x = 1; x < width; x++) {
      int upper = samples[above + x];
      left += upper - corner + differences[x];
      samples[at + x] = (short) left;
      corner = upper;
    }
  }

  private void addToLeftAndHalf(int at) {
    int above = at - width;
    int left = samples[at];
    int corner = samples[above] & 0xffff;
    for (int x = 1; x < width; x++) {
      int upper = samples[above + x] & 0xffff;
      left += (upper - corner >> 1) + differences[x];
      samples[at + x] = (short) left;
      corner = upper;
    }
  }

  private void addToUpperAndHalf(int at) {
    int above = at - width;
    int left = samples[at] & 0xffff;
    int corner = samples[above] & 0xffff;
    for (int x = 1; x < width; x++) {
      int upper = samples[above + x] & 0xffff;
      left = upper + (left - corner >> 1) + differences[x] & 0xffff;
      samples[at + x] = (short) left;
      corner = upper;
    }
  }

  private void addToMean(int at) {
    int above = at - width;
    int left = samples[at] & 0xffff;
    for (int x = 1; x < width; x++) {
      left = (left + (samples[above + x] & 0xffff) >> 1) + differences[x] & 0xffff;
      samples[at + x] = (short) left;
    }
  }
}
