package dev.xraygpu.cpu.portable;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** The rows of a matrix of one channel of 8 or 16 bits, as whole numbers. */
final class PixelRows implements AutoCloseable {
  private final int width;
  private final int height;
  private final boolean deep;
  private final long step;
  private final BytePointer bytes;
  private final ShortPointer shorts;
  private final byte[] narrow;
  private final short[] wide;

  /** The rows of a matrix, which must not be closed before these. */
  PixelRows(Mat mat) {
    width = mat.cols();
    height = mat.rows();
    deep = mat.depth() == opencv_core.CV_16U;
    step = mat.step1();
    bytes = new BytePointer(mat.data());
    shorts = new ShortPointer(mat.data());
    narrow = new byte[deep ? 0 : width];
    wide = new short[deep ? width : 0];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Whether pixels have 16 bits. */
  boolean deep() {
    return deep;
  }

  /** White. */
  int largest() {
    return deep ? 0xffff : 0xff;
  }

  /** Reads a row. */
  void read(int y, int[] row) {
    if (deep) {
      shorts.position(y * step).get(wide, 0, width);
      for (int x = 0; x < width; x++) {
        row[x] = wide[x] & 0xffff;
      }
    } else {
      bytes.position(y * step).get(narrow, 0, width);
      for (int x = 0; x < width; x++) {
        row[x] = narrow[x] & 0xff;
      }
    }
  }

  /** Writes a row. */
  void write(int y, int[] row) {
    if (deep) {
      for (int x = 0; x < width; x++) {
        wide[x] = (short) row[x];
      }
      shorts.position(y * step).put(wide, 0, width);
    } else {
      for (int x = 0; x < width; x++) {
        narrow[x] = (byte) row[x];
      }
      bytes.position(y * step).put(narrow, 0, width);
    }
  }

  /** The pixel nearest to a value, half to even. */
  int pixel(float value) {
    return Math.max(0, Math.min(largest(), (int) Math.rint(value)));
  }

  @Override
  public void close() {
    bytes.close();
    shorts.close();
  }
}
