package dev.xraygpu.decode.tiff;

import dev.xraygpu.decode.TiffHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables and buffers that are kept from image to image; used by one thread at a time. */
final class TiffBuffers {
  /** Pixels of a row that are read at once: a multiple of 8, so that each begins with a byte. */
  static final int PIXELS = 4096;

  private static final int CHANNELS = 3;
  private static final int MOST_SAMPLES = 4;
  private static final int SAMPLE_BYTES = 2;

  /** For the bytes of as many pixels. */
  final byte[] bytes = new byte[PIXELS * MOST_SAMPLES * SAMPLE_BYTES];

  private final char[] side = new char[PIXELS * MOST_SAMPLES];
  private final char[] green = new char[PIXELS];
  private final char[] blue = new char[PIXELS];
  private final Map<Integer, List<BlockData>> data = new HashMap<>();

  /** For samples, of planes of the first channels or of one plane. */
  char[][] planes(int planes) {
    return planes == CHANNELS ? new char[][] {side, green, blue} : new char[][] {side};
  }

  /** As many that read this compression side by side. */
  List<BlockData> data(int compression, int planes) {
    List<BlockData> kept = data.computeIfAbsent(compression, key -> new ArrayList<>());
    while (kept.size() < planes) {
      kept.add(dataOf(compression));
    }
    return kept.subList(0, planes);
  }

  private static BlockData dataOf(int compression) {
    return switch (compression) {
      case TiffHeader.UNCOMPRESSED -> new PlainData();
      case TiffHeader.PACK_BITS -> new PackBitsData();
      case TiffHeader.LZW -> new LzwData();
      default -> new DeflateData();
    };
  }

  /** Lets go of what belongs to a file. */
  void release() {
    for (List<BlockData> each : data.values()) {
      each.forEach(BlockData::release);
    }
  }
}
