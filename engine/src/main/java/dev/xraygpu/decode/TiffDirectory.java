package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first directory of a TIFF 6.0 or BigTIFF file, in either byte order. */
public final class TiffDirectory {
  private static final String WHAT = "the TIFF directory";

  /** More than libtiff knows tags, and far more than any camera writes. */
  static final int MAX_ENTRIES = 4096;

  /** So that their bytes, and the sum of some, are a number of 63 bits. */
  private static final long MOST_VALUES = 1L << 47;

  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int UNDEFINED = 7;
  private static final int LONG8 = 16;

  private final FileBytes file;
  private final ByteOrder order;
  private final boolean big;
  private final Map<Integer, Entry> entries = new LinkedHashMap<>();

  /**
   * One field.
   *
   * @param tag which
   * @param type of its values
   * @param count of its values
   * @param offset of its values in the file
   * @param what they are, for messages
   */
  private record Entry(int tag, int type, long count, long offset, String what) {}

  private TiffDirectory(FileBytes file, ByteOrder order, boolean big) {
    this.file = file;
    this.order = order;
    this.big = big;
  }

  static TiffDirectory read(ByteBuffer buffer) throws DecodeException {
    ByteOrder order = buffer.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    FileBytes file = FileBytes.of(buffer, order);
    boolean big = file.u16(2, "the TIFF header") == 43;
    TiffDirectory directory = new TiffDirectory(file, order, big);
    directory.readEntries();
    return directory;
  }

  boolean big() {
    return big;
  }

  /** Which byte of a number comes first. */
  public ByteOrder order() {
    return order;
  }

  long fileLength() {
    return file.length();
  }

  /** Whether no byte of a range belongs to the directory, its values, or another directory. */
  boolean leavesFree(long from, long to) throws DecodeException {
    return TiffUse.none(file, big, from, to);
  }

  private void readEntries() throws DecodeException {
    long start;
    long count;
    if (big) {
      if (file.u16(4, "the TIFF header") != 8 || file.u16(6, "the TIFF header") != 0) {
        throw unreadable("a BigTIFF header with offsets of other than 8 bytes");
      }
      start = file.i64(8, "the TIFF header");
      count = file.i64(checked(start), WHAT);
    } else {
      start = file.u32(4, "the TIFF header");
      count = file.u16(checked(start), WHAT);
    }
    if (count < 1 || count > MAX_ENTRIES) {
      throw unreadable("its directory declares " + count + " entries");
    }
    long first = start + (big ? 8 : 2);
    int step = big ? 20 : 12;
    for (int i = 0; i < count; i++) {
      readEntry(first + (long) i * step);
    }
  }

  private long checked(long start) throws DecodeException {
    if (start < 8) {
      throw unreadable("its directory is declared at byte " + start);
    }
    return start;
  }

  private void readEntry(long at) throws DecodeException {
    int tag = file.u16(at, WHAT);
    int type = file.u16(at + 2, WHAT);
    long count = big ? file.i64(at + 4, WHAT) : file.u32(at + 4, WHAT);
    long field = at + (big ? 12 : 8);
    int capacity = big ? 8 : 4;
    file.require(field, capacity, WHAT);
    if (count < 0 || count > MOST_VALUES) {
      throw unreadable("tag " + tag + " declares more values than any file holds");
    }
    int size = type == UNDEFINED ? 1 : bytesOf(type);
    boolean inline = size > 0 && count <= capacity / size;
    long offset = inline ? field : big ? file.i64(field, WHAT) : file.u32(field, WHAT);
    Entry entry = new Entry(tag, type, count, offset, "the values of TIFF tag " + tag);
    @Nullable Entry earlier = entries.putIfAbsent(tag, entry);
    if (earlier != null && TiffTag.ESSENTIAL.contains(tag)) {
      throw unreadable("its directory holds tag " + tag + " twice");
    }
  }

  private static int bytesOf(int type) {
    return switch (type) {
      case BYTE -> 1;
      case SHORT -> 2;
      case LONG -> 4;
      case LONG8 -> 8;
      default -> 0;
    };
  }

  /**
   * Requires that a tag's values are whole numbers inside the file, if it has any.
   *
   * @throws DecodeException {@link FindingCode#TRUNCATED} or {@link FindingCode#UNREADABLE}
   */
  void requireNumbers(int tag) throws DecodeException {
    Entry entry = entries.get(tag);
    if (entry == null || entry.count == 0) {
      return;
    }
    int size = size(entry);
    file.require(entry.offset, entry.count * size, entry.what);
  }

  private static int size(Entry entry) throws DecodeException {
    int size = bytesOf(entry.type);
    if (size == 0) {
      throw unreadable(
          "tag " + entry.tag + " is of type " + entry.type + ", not an unsigned integer");
    }
    return size;
  }

  /** Whether there is a tag, even one without values. */
  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** Number of values of a tag; 0 where it is missing. */
  public long count(int tag) {
    Entry entry = entries.get(tag);
    return entry == null ? 0 : entry.count;
  }

  /**
   * A tag's first value, an unsigned integer, or the default where the tag is missing.
   *
   * @throws DecodeException as {@link #value}
   */
  public long first(int tag, long defaultValue) throws DecodeException {
    return entries.containsKey(tag) ? value(tag, 0) : defaultValue;
  }

  /**
   * One of a tag's values, an unsigned integer.
   *
   * @throws DecodeException {@link FindingCode#TRUNCATED} if it lies beyond the file's end; {@link
   *     FindingCode#UNREADABLE} if there is no such value
   */
  public long value(int tag, long index) throws DecodeException {
    Entry entry = entries.get(tag);
    if (entry == null || index >= entry.count) {
      throw unreadable("tag " + tag + " has no value " + index);
    }
    int size = size(entry);
    if (entry.offset < 0 || entry.offset > file.length()) {
      // Refused before the sum below could overflow.
      file.require(file.length(), 1, entry.what);
    }
    long at = entry.offset + index * size;
    long value =
        switch (size) {
          case 1 -> file.u8(at, entry.what);
          case 2 -> file.u16(at, entry.what);
          case 4 -> file.u32(at, entry.what);
          default -> file.i64(at, entry.what);
        };
    if (value < 0) {
      throw unreadable("tag " + tag + " has a value of 2^63 or more");
    }
    return value;
  }

  /**
   * A tag's values as they lie in the file, without their order: bytes of no known type.
   *
   * @return from position 0 to its limit; empty where the tag is missing or has numbers
   * @throws DecodeException {@link FindingCode#TRUNCATED} if they go beyond the file's end
   */
  ByteBuffer bytes(int tag) throws DecodeException {
    Entry entry = entries.get(tag);
    if (entry == null || entry.type != UNDEFINED && entry.type != BYTE) {
      return ByteBuffer.allocate(0);
    }
    file.require(entry.offset, entry.count, entry.what);
    return file.slice((int) entry.offset, (int) entry.count);
  }

  static DecodeException unreadable(String message) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt TIFF: " + message);
  }
}
