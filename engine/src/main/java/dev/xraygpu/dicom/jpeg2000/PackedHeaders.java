package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Packet headers that marker segments of one header hold, apart from the packets (ISO/IEC 15444-1,
 * A.7.4 and A.7.5). Segments have numbers, by which they belong together.
 */
final class PackedHeaders {
  private final Map<Integer, ByteBuffer> segments = new TreeMap<>();

  /** Adds what is behind a segment's length. */
  void add(ByteBuffer content) throws DecodeException {
    if (segments.put(content.get(0) & 0xff, content.slice(1, content.limit() - 1)) != null) {
      throw Codestream.corrupt("two parts of packet headers have one number");
    }
  }

  boolean isEmpty() {
    return segments.isEmpty();
  }

  /** All of them, one behind the other. */
  ByteBuffer joined() {
    return ByteBuffer.wrap(Tile.joined(segments.values()));
  }
}
