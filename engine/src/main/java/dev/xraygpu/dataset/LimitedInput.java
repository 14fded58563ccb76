package dev.xraygpu.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that must not be longer than it may be: a few kilobytes of gzip can be many gigabytes of
 * text.
 */
final class LimitedInput extends FilterInputStream {
  private final long limit;
  private long left;

  /**
   * Limits a stream.
   *
   * @param limit the most bytes that it may have; one more is an {@link IOException}
   */
  LimitedInput(InputStream bytes, long limit) {
    super(bytes);
    this.limit = limit;
    left = limit;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      count(1);
    }
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count > 0) {
      count(count);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new IOException("it has more than " + limit + " bytes of text: split the dataset");
    }
  }
}
