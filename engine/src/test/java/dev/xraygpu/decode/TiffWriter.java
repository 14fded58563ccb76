package dev.xraygpu.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/**
 * Writes a TIFF of any samples in any of the ways in which they may be stored; fields may be
 * replaced by others that fit or do not.
 */
public final class TiffWriter {
  public static final int NONE = 1;
  public static final int LZW = 5;
  public static final int DEFLATE = 8;
  public static final int PACK_BITS = 32773;

  private static final int SHORT = 3;
  private static final int LONG = 4;

  private final int width;
  private final int height;
  private final int samples;
  private final int bits;
  private final int photometric;
  private final int[] values;

  private final Map<Integer, long[]> fields = new TreeMap<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private boolean big;
  private int compression = NONE;
  private boolean differences;
  private boolean planes;
  private boolean reversed;
  private boolean lowestBitFirst;
  private boolean fullLastStrip;
  private int blockWidth;
  private int blockHeight;
  private boolean tiles;
  private byte[][] replaced = new byte[0][];

  /**
   * For an image.
   *
   * @param bits of a sample, 1 to 16
   * @param photometric the number of the kind of colours
   * @param values samples of each pixel, pixel after pixel
   */
  public TiffWriter(int width, int height, int samples, int bits, int photometric, int[] values) {
    this.width = width;
    this.height = height;
    this.samples = samples;
    this.bits = bits;
    this.photometric = photometric;
    this.values = values.clone();
    this.blockWidth = width;
    this.blockHeight = height;
  }

  /** The order of bytes. */
  public TiffWriter order(ByteOrder bytes) {
    order = bytes;
    return this;
  }

  /** As BigTIFF. */
  public TiffWriter big() {
    big = true;
    return this;
  }

  /** One of the numbers above, or another one of Deflate. */
  public TiffWriter compression(int number) {
    compression = number;
    return this;
  }

  /** Samples as differences from the pixel before. */
  public TiffWriter differences() {
    differences = true;
    return field(317, 2);
  }

  /** Each sample in a plane of its own. */
  public TiffWriter planes() {
    planes = true;
    return this;
  }

  /** The first bit of each byte is its lowest. */
  public TiffWriter reversed() {
    reversed = true;
    return field(266, 2);
  }

  /** LZW as a draft of TIFF 5 had it. */
  public TiffWriter oldLzw() {
    lowestBitFirst = true;
    return compression(LZW);
  }

  /** Strips of so many rows. */
  public TiffWriter strips(int rows) {
    blockHeight = rows;
    return this;
  }

  /** The last strip has as many rows as the others. */
  public TiffWriter fullLastStrip() {
    fullLastStrip = true;
    return this;
  }

  /** Tiles instead of strips. */
  public TiffWriter tiles(int columns, int rows) {
    tiles = true;
    blockWidth = columns;
    blockHeight = rows;
    return this;
  }

  /** Adds a field, or puts it in another one's place; one without values leaves it out. */
  public TiffWriter field(int tag, long... numbers) {
    fields.put(tag, numbers);
    return this;
  }

  /** Data in place of the strips' or tiles' own, as many as there are. */
  public TiffWriter data(byte[]... blocks) {
    replaced = blocks.clone();
    return this;
  }

  /** The file. */
  public byte[] toBytes() {
    List<byte[]> blocks = replaced.length > 0 ? Arrays.asList(replaced) : blocks();
    int header = big ? 16 : 8;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    long[] offsets = new long[blocks.size()];
    long[] counts = new long[blocks.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (long) header + data.size();
      counts[i] = blocks.get(i).length;
      data.writeBytes(blocks.get(i));
    }
    long[] depths = new long[samples];
    Arrays.fill(depths, bits);
    Map<Integer, long[]> all = new TreeMap<>();
    all.put(256, new long[] {width});
    all.put(257, new long[] {height});
    all.put(258, depths);
    all.put(259, new long[] {compression});
    all.put(262, new long[] {photometric});
    all.put(277, new long[] {samples});
    all.put(284, new long[] {planes ? 2 : 1});
    all.put(tiles ? 324 : 273, offsets);
    all.put(tiles ? 325 : 279, counts);
    if (tiles) {
      all.put(322, new long[] {blockWidth});
    }
    all.put(tiles ? 323 : 278, new long[] {blockHeight});
    all.putAll(fields);
    all.values().removeIf(numbers -> numbers.length == 0);
    return withDirectory(data.toByteArray(), all);
  }

  private byte[] withDirectory(byte[] data, Map<Integer, long[]> all) {
    int header = big ? 16 : 8;
    int entry = big ? 20 : 12;
    int room = big ? 8 : 4;
    int directory = header + data.length + data.length % 2;
    int behind = directory + (big ? 16 : 6) + entry * all.size();
    int size = behind;
    for (long[] numbers : all.values()) {
      size += LONG * numbers.length;
    }
    ByteBuffer file = ByteBuffer.allocate(size).order(order);
    file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(file.get(0));
    file.putShort((short) (big ? 43 : 42));
    if (big) {
      file.putShort((short) 8).putShort((short) 0).putLong(directory);
    } else {
      file.putInt(directory);
    }
    file.put(data).position(directory);
    if (big) {
      file.putLong(all.size());
    } else {
      file.putShort((short) all.size());
    }
    int next = behind;
    for (Map.Entry<Integer, long[]> field : all.entrySet()) {
      long[] numbers = field.getValue();
      boolean wide = Arrays.stream(numbers).anyMatch(number -> number > 0xffff);
      file.putShort((short) (int) field.getKey()).putShort((short) (wide ? LONG : SHORT));
      if (big) {
        file.putLong(numbers.length);
      } else {
        file.putInt(numbers.length);
      }
      int at = file.position();
      if (numbers.length * (wide ? 4 : 2) > room) {
        if (big) {
          file.putLong(next);
        } else {
          file.putInt(next);
        }
        file.position(next);
        next += numbers.length * (wide ? 4 : 2);
      }
      for (long number : numbers) {
        if (wide) {
          file.putInt((int) number);
        } else {
          file.putShort((short) number);
        }
      }
      file.position(at + room);
    }
    return file.array();
  }

  /** The bytes of each strip or tile. */
  public List<byte[]> blocks() {
    List<byte[]> blocks = new ArrayList<>();
    for (int plane = 0; plane < (planes ? samples : 1); plane++) {
      for (int y = 0; y < height; y += blockHeight) {
        for (int x = 0; x < width; x += blockWidth) {
          byte[] data = compress(block(plane, x, y));
          if (reversed) {
            for (int i = 0; i < data.length; i++) {
              data[i] = (byte) (Integer.reverse(data[i]) >>> 24);
            }
          }
          blocks.add(data);
        }
      }
    }
    return blocks;
  }

  private byte[] block(int plane, int left, int top) {
    boolean whole = tiles || fullLastStrip;
    int rows = whole ? blockHeight : Math.min(blockHeight, height - top);
    int step = planes ? 1 : samples;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int y = top; y < top + rows; y++) {
      int[] row = new int[blockWidth * step];
      for (int i = 0; i < row.length; i++) {
        int x = left + i / step;
        boolean inside = x < width && y < height;
        // What is beyond the image is of no meaning, and not zero.
        row[i] =
            inside
                ? values[(y * width + x) * samples + (planes ? plane : i % step)]
                : (x * 7 + y * 13) & ((1 << bits) - 1);
      }
      if (differences) {
        for (int i = row.length - 1; i >= step; i--) {
          row[i] = row[i] - row[i - step] & (1 << bits) - 1;
        }
      }
      out.writeBytes(packed(row));
    }
    return out.toByteArray();
  }

  private byte[] packed(int[] row) {
    byte[] bytes = new byte[(row.length * bits + 7) / 8];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    for (int i = 0; i < row.length; i++) {
      if (bits == 16) {
        buffer.putShort((short) row[i]);
        continue;
      }
      for (int bit = 0; bit < bits; bit++) {
        int at = i * bits + bit;
        bytes[at / 8] |= (byte) ((row[i] >> (bits - 1 - bit) & 1) << (7 - at % 8));
      }
    }
    return bytes;
  }

  private byte[] compress(byte[] bytes) {
    return switch (compression) {
      case NONE -> bytes;
      case LZW -> lzw(bytes, lowestBitFirst);
      case PACK_BITS -> packBits(bytes);
      default -> deflate(bytes);
    };
  }

  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(bytes.length % 10);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] buffer = new byte[bytes.length + bytes.length / 100 + 100];
    int length = deflater.deflate(buffer);
    deflater.end();
    return Arrays.copyOf(buffer, length);
  }

  private static byte[] packBits(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < bytes.length) {
      int run = 1;
      while (run < 128 && at + run < bytes.length && bytes[at + run] == bytes[at]) {
        run++;
      }
      if (run > 1) {
        out.write(1 - run);
        out.write(bytes[at]);
        at += run;
        continue;
      }
      int literal = Math.min(1 + at % 128, bytes.length - at);
      out.write(literal - 1);
      out.write(bytes, at, literal);
      at += literal;
    }
    return out.toByteArray();
  }

  /** LZW of some bytes. */
  public static byte[] lzw(byte[] bytes, boolean lowestFirst) {
    return new LzwEncoder(lowestFirst).encode(bytes);
  }

  /** Writes codes of a growing number of bits; the draft's grow one code later. */
  public static final class LzwEncoder {
    private final boolean lowestFirst;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<Long, Integer> strings = new java.util.HashMap<>();
    private int pending;
    private int bits;
    private int width = 9;
    private int free = 258;

    /** An encoder that has written nothing. */
    public LzwEncoder(boolean lowestFirst) {
      this.lowestFirst = lowestFirst;
    }

    byte[] encode(byte[] bytes) {
      put(256);
      int string = -1;
      for (byte value : bytes) {
        int next = value & 0xff;
        Integer longer = string < 0 ? Integer.valueOf(next) : strings.get(string * 256L + next);
        if (longer != null) {
          string = longer;
          continue;
        }
        put(string);
        strings.put(string * 256L + next, free);
        string = next;
        if (grow() >= 4094) {
          put(256);
          strings.clear();
          width = 9;
          free = 258;
        }
      }
      if (string >= 0) {
        put(string);
        grow();
      }
      put(257);
      return end();
    }

    private int grow() {
      free++;
      // The decoder's table is one string behind.
      if (free - 1 + (lowestFirst ? 0 : 1) > (1 << width) - 1 && width < 12) {
        width++;
      }
      return free;
    }

    /** Writes a code of so many bits as come next. */
    public LzwEncoder put(int code) {
      if (lowestFirst) {
        pending |= code << bits;
      } else {
        pending = pending << width | code;
      }
      bits += width;
      while (bits >= 8) {
        bits -= 8;
        out.write(lowestFirst ? pending & 0xff : pending >> bits & 0xff);
        pending = lowestFirst ? pending >>> 8 : pending & (1 << bits) - 1;
      }
      return this;
    }

    /** Writes a byte that is a string of its own, and adds the string before it to the table. */
    public LzwEncoder literal(int value) {
      put(value);
      grow();
      return this;
    }

    /** The bytes so far, the last one filled up. */
    public byte[] end() {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      whole.writeBytes(out.toByteArray());
      if (bits > 0) {
        whole.write(lowestFirst ? pending : pending << (8 - bits));
      }
      return whole.toByteArray();
    }
  }
}
