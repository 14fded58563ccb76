package dev.xraygpu.dicom.jpeg2000;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tile of a codestream.
 *
 * @param coding how it is coded
 * @param packets its packets, of one or several tile-parts
 * @param headers their headers, where these are apart from them
 */
record Tile(TileCoding coding, List<ByteBuffer> packets, @Nullable List<ByteBuffer> headers) {
  /** One behind the other. */
  static byte[] joined(Collection<ByteBuffer> parts) {
    byte[] all = new byte[parts.stream().mapToInt(ByteBuffer::limit).sum()];
    int to = 0;
    for (ByteBuffer part : parts) {
      part.get(0, all, to, part.limit());
      to += part.limit();
    }
    return all;
  }
}
