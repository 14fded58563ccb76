package dev.xraygpu.decode.png;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.PngChunks;
import dev.xraygpu.decode.deflate.DeflateDecoder;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.Adler32;

/**
 * Reads gray PNGs of 8 and 16 bits and coloured ones of 8, not interlaced. Whatever is out of order
 * in their compressed data is left to another decoder to judge: the checksum over the decompressed
 * bytes must be right.
 *
 * <p>Used by one thread at a time; memory for usual files is kept.
 */
final class PngReader {
  private static final String PIXELS = "IDAT";
  private static final String END = "IEND";

  /** A colour that stands for nothing is libpng's business. */
  private static final Set<String> BESIDE_GRAY = Set.of("tRNS");

  /**
   * So are a known gamma and primaries, with which it weighs the light, not the values; and a
   * palette, which does not belong there.
   */
  private static final Set<String> BESIDE_COLOR =
      Set.of("tRNS", "PLTE", "gAMA", "cHRM", "sRGB", "iCCP");

  private static final int ZLIB_HEADER = 2;
  private static final int CHECKSUM = 4;
  private static final int DEFLATE = 8;

  private static final int WINDOW = 1 << 18;
  private static final int LARGEST_KEPT = 1 << 23;

  /** Of compressed data, which are copied: each thread may do so, on a heap that may be small. */
  private static final int MOST_DATA = 1 << 24;

  private final DeflateDecoder decoder = new DeflateDecoder();
  private byte[] keptData = new byte[0];
  private byte[] keptWindow = new byte[0];

  /**
   * Decodes a file.
   *
   * @param file a PNG whose chunks are whole and intact; not changed
   * @param channels 1 for gray, 3 for colour of 8 bits, 4 with alpha
   * @param target of the header's size and pixel type; undefined if the file is left
   * @return whether the target holds the pixels, and of colour how many are coloured
   * @throws DecodeException if a chunk goes beyond the file's end
   */
  Decoding decode(ByteBuffer file, int channels, HostImage target) throws DecodeException {
    try {
      PixelRows rows = PixelRows.into(target, channels);
      return read(file, channels, target, rows) ? rows.done() : Decoding.LEFT;
    } finally {
      decoder.release();
    }
  }

  private boolean read(ByteBuffer file, int channels, HostImage target, PixelRows rows)
      throws DecodeException {
    Set<String> left = channels == 1 ? BESIDE_GRAY : BESIDE_COLOR;
    int length = dataLength(new PngChunks(file), left);
    if (length < ZLIB_HEADER + CHECKSUM || length > MOST_DATA) {
      return false;
    }
    byte[] data = data(new PngChunks(file), length);
    int header = (data[0] & 0xff) << 8 | data[1] & 0xff;
    int windowBits = (header >> 12) + 8;
    boolean dictionary = (header & 0x20) != 0;
    if ((header >> 8 & 15) != DEFLATE || windowBits > 15 || header % 31 != 0 || dictionary) {
      return false;
    }
    int pixel = target.type() == PixelType.U16 ? 2 * channels : channels;
    long rowLength = (long) target.size().width() * pixel + 1;
    if (rowLength > LARGEST_KEPT) {
      return false;
    }
    int windowSize = DeflateDecoder.HISTORY + (int) Math.max(WINDOW, 2 * rowLength);
    byte[] window = window(windowSize + DeflateDecoder.SLACK);
    decoder.start(data, ZLIB_HEADER, length, window, 1 << windowBits);
    Adler32 checksum = new Adler32();
    if (!readRows(target.size().height(), (int) rowLength, rows, window, windowSize, checksum)) {
      return false;
    }
    int end = decoder.end();
    return end + CHECKSUM == length
        && (int) checksum.getValue() == ByteBuffer.wrap(data).getInt(end);
  }

  private boolean readRows(
      int height, int rowLength, PixelRows rows, byte[] window, int limit, Adler32 checksum) {
    int taken = 0;
    int summed = 0;
    int y = 0;
    while (true) {
      DeflateDecoder.State state = decoder.decode(limit);
      int position = decoder.position();
      checksum.update(window, summed, position - summed);
      while (position - taken >= rowLength && y < height) {
        boolean two = position - taken >= 2 * rowLength && y + 1 < height;
        int restored = rows.take(window, taken, two);
        if (restored == 0) {
          return false;
        }
        y += restored;
        taken += restored * rowLength;
      }
      boolean surplus = y == height && position > taken;
      if (state != DeflateDecoder.State.FULL || surplus) {
        return state == DeflateDecoder.State.ENDED && y == height && !surplus;
      }
      int kept = Math.min(taken, position - DeflateDecoder.HISTORY);
      decoder.keepFrom(kept);
      taken -= kept;
      summed = position - kept;
    }
  }

  // What comes between pixel chunks, libpng takes for their end.
  private static int dataLength(PngChunks chunks, Set<String> left) throws DecodeException {
    long length = 0;
    boolean ended = false;
    for (String type = chunks.next(); !type.equals(END); type = chunks.next()) {
      boolean pixels = type.equals(PIXELS);
      if (left.contains(type) || ended && pixels) {
        return 0;
      }
      if (pixels) {
        length += chunks.length();
      }
      ended = length > 0 && !pixels;
    }
    return (int) length; // as a part of the file, which is a buffer
  }

  private byte[] data(PngChunks chunks, int length) throws DecodeException {
    int needed = length + DeflateDecoder.PADDING;
    byte[] data = keptData.length >= needed ? keptData : new byte[needed];
    keptData = needed <= LARGEST_KEPT ? data : keptData;
    int filled = 0;
    for (String type = chunks.next(); !type.equals(END); type = chunks.next()) {
      if (type.equals(PIXELS)) {
        chunks.data().get(data, filled, chunks.length());
        filled += chunks.length();
      }
    }
    Arrays.fill(data, filled, filled + DeflateDecoder.PADDING, (byte) 0);
    return data;
  }

  private byte[] window(int size) {
    byte[] window = keptWindow.length >= size ? keptWindow : new byte[size];
    keptWindow = window.length <= LARGEST_KEPT ? window : keptWindow;
    return window;
  }
}
