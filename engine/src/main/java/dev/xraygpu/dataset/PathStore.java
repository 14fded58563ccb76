package dev.xraygpu.dataset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Paths of files with a number each, as bytes: a path takes about a byte per character, a third of
 * what a string takes. Paths are added and never removed.
 *
 * <p>Each UTF-16 code unit of a path becomes one to three bytes as UTF-8 has them, so that any path
 * comes back as it was, and the order of the bytes is the order of the strings. A path's number and
 * the length of its bytes stand before them, seven bits in a byte, the lowest first.
 *
 * <p>An address has the number of a chunk of bytes in its upper half and a place in the chunk in
 * its lower one.
 */
final class PathStore {
  private static final int CHUNK = 1 << 16;
  private static final int MOST_CHUNKS = 1 << 16;
  private static final int LONGEST_NUMBER = 10;

  private final List<byte[]> chunks = new ArrayList<>();
  private int used = CHUNK;

  /**
   * Adds a path.
   *
   * @param number what goes with it, such as the file's length
   * @return its address
   * @throws IllegalStateException if there are more than 4 GiB of paths
   */
  int add(String path, long number) {
    byte[] bytes = encode(path);
    int most = bytes.length + 2 * LONGEST_NUMBER;
    if (CHUNK - used < most) {
      if (chunks.size() == MOST_CHUNKS) {
        throw new IllegalStateException("the paths of all files take more than 4 GiB");
      }
      chunks.add(new byte[Math.max(CHUNK, most)]);
      used = 0;
    }
    byte[] chunk = chunks.get(chunks.size() - 1);
    int address = (chunks.size() - 1) << 16 | used;
    int at = putNumber(chunk, used, number);
    at = putNumber(chunk, at, bytes.length);
    System.arraycopy(bytes, 0, chunk, at, bytes.length);
    used = Math.min(CHUNK, at + bytes.length);
    return address;
  }

  private byte[] chunk(int address) {
    return chunks.get(address >>> 16);
  }

  private static int start(int address) {
    return address & (CHUNK - 1);
  }

  /** The number that goes with a path. */
  long number(int address) {
    return number(chunk(address), start(address));
  }

  /** A path. */
  String path(int address) {
    byte[] chunk = chunk(address);
    int at = afterNumber(chunk, start(address));
    int length = (int) number(chunk, at);
    return decode(chunk, afterNumber(chunk, at), length);
  }

  /** Compares two paths as strings are compared. */
  int compare(int one, int other) {
    byte[] a = chunk(one);
    byte[] b = chunk(other);
    int lengthA = afterNumber(a, start(one));
    int lengthB = afterNumber(b, start(other));
    int fromA = afterNumber(a, lengthA);
    int fromB = afterNumber(b, lengthB);
    return Arrays.compareUnsigned(
        a, fromA, fromA + (int) number(a, lengthA), b, fromB, fromB + (int) number(b, lengthB));
  }

  /** Compares a path with one that is {@linkplain #encode encoded}. */
  int compare(int address, byte[] encoded) {
    byte[] chunk = chunk(address);
    int length = afterNumber(chunk, start(address));
    int from = afterNumber(chunk, length);
    return Arrays.compareUnsigned(
        chunk, from, from + (int) number(chunk, length), encoded, 0, encoded.length);
  }

  private static int putNumber(byte[] to, int from, long number) {
    int at = from;
    long left = number;
    while (left < 0 || left > 0x7f) {
      to[at++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    to[at++] = (byte) left;
    return at;
  }

  private static long number(byte[] of, int from) {
    long number = 0;
    int at = from;
    int shift = 0;
    while (of[at] < 0) {
      number |= (long) (of[at++] & 0x7f) << shift;
      shift += 7;
    }
    return number | (long) of[at] << shift;
  }

  private static int afterNumber(byte[] of, int from) {
    int at = from;
    while (of[at] < 0) {
      at++;
    }
    return at + 1;
  }

  /** The bytes of a path. */
  static byte[] encode(String path) {
    int length = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      length += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    if (length == path.length()) {
      return path.getBytes(StandardCharsets.ISO_8859_1); // all below 0x80
    }
    byte[] bytes = new byte[length];
    int n = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c < 0x80) {
        bytes[n++] = (byte) c;
      } else if (c < 0x800) {
        bytes[n++] = (byte) (0xc0 | c >> 6);
        bytes[n++] = (byte) (0x80 | c & 0x3f);
      } else {
        bytes[n++] = (byte) (0xe0 | c >> 12);
        bytes[n++] = (byte) (0x80 | c >> 6 & 0x3f);
        bytes[n++] = (byte) (0x80 | c & 0x3f);
      }
    }
    return bytes;
  }

  private static String decode(byte[] bytes, int from, int length) {
    int end = from + length;
    int plain = from;
    while (plain < end && bytes[plain] >= 0) {
      plain++;
    }
    if (plain == end) {
      return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
    StringBuilder path = new StringBuilder(length);
    int at = from;
    while (at < end) {
      int b = bytes[at] & 0xff;
      if (b < 0x80) {
        path.append((char) b);
        at++;
      } else if (b < 0xe0) {
        path.append((char) ((b & 0x1f) << 6 | bytes[at + 1] & 0x3f));
        at += 2;
      } else {
        path.append((char) ((b & 0x0f) << 12 | (bytes[at + 1] & 0x3f) << 6 | bytes[at + 2] & 0x3f));
        at += 3;
      }
    }
    return path.toString();
  }
}
