package dev.xraygpu.dicom.jpeg;

import dev.xraygpu.decode.DecodeException;

/** A scan of a sequential or progressive frame (ISO/IEC 10918-1, annexes F and G). */
final class DctScan {
  private static final int BLOCK = 64;

  private final JpegFrame frame;
  private final ScanHeader scan;
  private final EntropyBits bits;
  private final short[] block = new short[BLOCK];
  private final InverseTransform transform;
  private int endOfBandRun;

  DctScan(JpegFrame frame, ScanHeader scan, EntropyBits bits) {
    this.frame = frame;
    this.scan = scan;
    this.bits = bits;
    this.transform = new InverseTransform(frame.precision);
  }

  /** Decodes all blocks of the scan. */
  void decode() throws DecodeException {
    boolean alone = scan.components().length == 1;
    FrameComponent only = scan.components()[0];
    int across = alone ? JpegFrame.ceil(only.width, 8) : frame.mcusAcross;
    int down = alone ? JpegFrame.ceil(only.height, 8) : frame.mcusDown;
    long mcus = (long) across * down;
    int restarts = 0;
    reset();
    for (long mcu = 0; mcu < mcus; mcu++) {
      if (scan.interval() > 0 && mcu > 0 && mcu % scan.interval() == 0) {
        bits.restart(restarts++ & 7);
        reset();
      }
      int x = (int) (mcu % across);
      int y = (int) (mcu / across);
      if (alone) {
        decodeBlock(0, x, y);
      } else {
        for (int c = 0; c < scan.components().length; c++) {
          FrameComponent component = scan.components()[c];
          for (int v = 0; v < component.vertical; v++) {
            for (int h = 0; h < component.horizontal; h++) {
              decodeBlock(c, x * component.horizontal + h, y * component.vertical + v);
            }
          }
        }
      }
      if (x == across - 1) {
        bits.requireNotExhausted();
      }
    }
  }

  private void reset() {
    endOfBandRun = 0;
    for (FrameComponent component : scan.components()) {
      component.dcPrediction = 0;
    }
  }

  private void decodeBlock(int c, int x, int y) throws DecodeException {
    FrameComponent component = scan.components()[c];
    if (!frame.progressive) {
      java.util.Arrays.fill(block, (short) 0);
      sequential(component, scan.dc()[c], scan.ac()[c]);
      transform.toSamples(
          block, 0, component.steps, component.samples, y * 8, x * 8, component.blocksAcross * 8);
      return;
    }
    int at = (y * component.blocksAcross + x) * BLOCK;
    short[] coefficients = component.coefficients;
    if (scan.start() == 0) {
      progressiveDc(component, scan.dc()[c], coefficients, at);
    } else if (scan.high() == 0) {
      firstAc(scan.ac()[c], coefficients, at);
    } else {
      refineAc(scan.ac()[c], coefficients, at);
    }
  }

  private int dcDifference(HuffmanTable table) throws DecodeException {
    bits.need32();
    int category = table.next(bits);
    if (category > 15) {
      throw JpegFrame.corrupt("a DC difference of " + category + " bits");
    }
    return category == 0 ? 0 : bits.extend(category);
  }

  private void sequential(FrameComponent component, HuffmanTable dc, HuffmanTable ac)
      throws DecodeException {
    component.dcPrediction += dcDifference(dc);
    block[0] = (short) component.dcPrediction;
    int k = 1;
    while (k < BLOCK) {
      bits.need32();
      int symbol = ac.next(bits);
      int size = symbol & 15;
      int run = symbol >> 4;
      if (size == 0) {
        if (run != 15) {
          return;
        }
        k += 16;
        continue;
      }
      k += run;
      if (k >= BLOCK) {
        throw JpegFrame.corrupt("a block has too many coefficients");
      }
      block[k++] = (short) bits.extend(size);
    }
  }

  private void progressiveDc(
      FrameComponent component, HuffmanTable table, short[] coefficients, int at)
      throws DecodeException {
    if (scan.high() == 0) {
      component.dcPrediction += dcDifference(table);
      coefficients[at] = (short) (component.dcPrediction << scan.low());
    } else {
      bits.need32();
      coefficients[at] |= (short) (bits.take(1) << scan.low());
    }
  }

  private void firstAc(HuffmanTable table, short[] coefficients, int at) throws DecodeException {
    if (endOfBandRun > 0) {
      endOfBandRun--;
      return;
    }
    int k = scan.start();
    while (k <= scan.end()) {
      bits.need32();
      int symbol = table.next(bits);
      int size = symbol & 15;
      int run = symbol >> 4;
      if (size == 0) {
        if (run != 15) {
          endOfBandRun = (1 << run) - 1 + (run == 0 ? 0 : bits.take(run));
          return;
        }
        k += 16;
        continue;
      }
      k += run;
      if (k > scan.end()) {
        throw JpegFrame.corrupt("a block has too many coefficients");
      }
      coefficients[at + k++] = (short) (bits.extend(size) << scan.low());
    }
  }

  private void refineAc(HuffmanTable table, short[] coefficients, int at) throws DecodeException {
    int one = 1 << scan.low();
    int k = scan.start();
    if (endOfBandRun == 0) {
      while (k <= scan.end()) {
        bits.need32();
        int symbol = table.next(bits);
        int size = symbol & 15;
        int run = symbol >> 4;
        int value = 0;
        if (size == 1) {
          value = bits.take(1) == 1 ? one : -one;
        } else if (size != 0) {
          throw JpegFrame.corrupt("a refined coefficient of " + size + " bits");
        } else if (run != 15) {
          endOfBandRun = (1 << run) + (run == 0 ? 0 : bits.take(run));
          break;
        }
        k = refineUpTo(coefficients, at, k, run, one);
        if (value != 0) {
          if (k > scan.end()) {
            throw JpegFrame.corrupt("a block has too many coefficients");
          }
          coefficients[at + k] = (short) value;
        }
        k++;
      }
    }
    if (endOfBandRun > 0) {
      refineUpTo(coefficients, at, k, BLOCK, one);
      endOfBandRun--;
    }
  }

  /** Refines coefficients that are known already, and stops behind {@code zeros} that are not. */
  private int refineUpTo(short[] coefficients, int at, int from, int zeros, int one) {
    int k = from;
    int left = zeros;
    for (; k <= scan.end(); k++) {
      int i = at + k;
      if (coefficients[i] == 0) {
        if (left-- == 0) {
          break;
        }
      } else {
        bits.need32();
        if (bits.take(1) == 1 && (coefficients[i] & one) == 0) {
          coefficients[i] += (short) (coefficients[i] > 0 ? one : -one);
        }
      }
    }
    return k;
  }
}
