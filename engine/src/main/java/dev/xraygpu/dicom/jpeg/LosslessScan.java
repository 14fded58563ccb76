package dev.xraygpu.dicom.jpeg;

import dev.xraygpu.decode.DecodeException;

/** A scan of a lossless frame (ISO/IEC 10918-1, annex H). */
final class LosslessScan {
  private static final int LARGEST_CATEGORY = 16;

  private final JpegFrame frame;
  private final ScanHeader scan;
  private final EntropyBits bits;
  private final int width;

  /** Row at which the current restart interval began: it is predicted like the first. */
  private int firstRow;

  LosslessScan(JpegFrame frame, ScanHeader scan, EntropyBits bits) {
    this.frame = frame;
    this.scan = scan;
    this.bits = bits;
    this.width = frame.size.width();
  }

  /** Decodes all samples; they are moved up by the point transform. */
  void decode() throws DecodeException {
    if (scan.start() < 1 || scan.start() > 7 || scan.low() >= frame.precision) {
      throw JpegFrame.corrupt("predictor " + scan.start() + ", point transform " + scan.low());
    }
    int interval = scan.interval();
    if (interval % width != 0) {
      // H.1.1: an interval of a lossless scan is a whole number of rows.
      throw JpegFrame.corrupt("a restart interval of " + interval + " in rows of " + width);
    }
    int rowsInInterval = interval / width;
    int restarts = 0;
    for (int row = 0; row < frame.size.height(); row++) {
      if (rowsInInterval > 0 && row > 0 && row % rowsInInterval == 0) {
        bits.restart(restarts++ & 7);
        firstRow = row;
      }
      if (scan.components().length == 1) {
        decodeRow(scan.components()[0].samples, scan.dc()[0], row);
      } else {
        decodeInterleavedRow(row);
      }
      bits.requireNotExhausted();
    }
    for (FrameComponent component : scan.components()) {
      moveUp(component.samples);
    }
  }

  private void moveUp(short[] samples) {
    if (scan.low() > 0) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) (samples[i] << scan.low());
      }
    }
  }

  private int first() {
    return 1 << (frame.precision - scan.low() - 1);
  }

  private void decodeRow(short[] samples, HuffmanTable table, int row) throws DecodeException {
    int at = row * width;
    int left =
        (row == firstRow ? first() : samples[at - width] & 0xffff) + difference(table) & 0xffff;
    samples[at] = (short) left;
    int predictor = row == firstRow ? 1 : scan.start();
    if (predictor == 1) {
      for (int x = 1; x < width; x++) {
        left = left + difference(table) & 0xffff;
        samples[at + x] = (short) left;
      }
      return;
    }
    int above = row == firstRow ? 0 : at - width;
    for (int x = 1; x < width; x++) {
      int up = samples[above + x] & 0xffff;
      int corner = samples[above + x - 1] & 0xffff;
      left = predict(predictor, left, up, corner) + difference(table) & 0xffff;
      samples[at + x] = (short) left;
    }
  }

  private void decodeInterleavedRow(int row) throws DecodeException {
    int at = row * width;
    for (int x = 0; x < width; x++) {
      for (int c = 0; c < scan.components().length; c++) {
        short[] samples = scan.components()[c].samples;
        int i = at + x;
        int prediction;
        if (x == 0) {
          prediction = row == firstRow ? first() : samples[i - width] & 0xffff;
        } else if (row == firstRow) {
          prediction = samples[i - 1] & 0xffff;
        } else {
          prediction =
              predict(
                  scan.start(),
                  samples[i - 1] & 0xffff,
                  samples[i - width] & 0xffff,
                  samples[i - width - 1] & 0xffff);
        }
        samples[i] = (short) (prediction + difference(scan.dc()[c]));
      }
    }
  }

  private static int predict(int predictor, int left, int up, int corner) {
    return switch (predictor) {
      case 1 -> left;
      case 2 -> up;
      case 3 -> corner;
      case 4 -> left + up - corner;
      case 5 -> left + ((up - corner) >> 1);
      case 6 -> up + ((left - corner) >> 1);
      default -> (left + up) >> 1;
    };
  }

  private int difference(HuffmanTable table) throws DecodeException {
    bits.need32();
    int category = table.next(bits);
    if (category == 0) {
      return 0;
    }
    if (category >= LARGEST_CATEGORY) {
      if (category > LARGEST_CATEGORY) {
        throw JpegFrame.corrupt("a difference of " + category + " bits");
      }
      return 1 << 15;
    }
    return bits.extend(category);
  }
}
