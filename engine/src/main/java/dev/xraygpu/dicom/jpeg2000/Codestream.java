package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.codec.Jpeg2000Header;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a codestream (ISO/IEC 15444-1, annex A), and where the data of its tiles are.
 *
 * @param image the image on the reference grid
 * @param tiles the first tile on it, of which the others are repetitions
 * @param tilesAcross how many there are in a row
 * @param order in which packets follow each other
 * @param layers of quality
 * @param transformed whether the first three components are sums and differences of colours
 * @param styles by component
 * @param quantizations by component
 * @param precision bits of a sample
 * @param reversible whether the wavelet transform is the one that loses nothing
 * @param tileData by tile, its packets, of one or several parts
 */
record Codestream(
    Area image,
    Area tiles,
    int tilesAcross,
    PacketOrder order,
    int layers,
    boolean transformed,
    List<CodingStyle> styles,
    List<Quantization> quantizations,
    int precision,
    boolean reversible,
    List<List<ByteBuffer>> tileData) {
  private static final int COD = 0xff52;
  private static final int COC = 0xff53;
  private static final int QCD = 0xff5c;
  private static final int QCC = 0xff5d;
  private static final int RGN = 0xff5e;
  private static final int POC = 0xff5f;
  private static final int PPM = 0xff60;
  private static final int PPT = 0xff61;
  private static final int CAP = 0xff50;
  private static final int SOT = 0xff90;
  private static final int SOD = 0xff93;

  private static final int SIZ_LENGTH_AT = 4;
  private static final int LARGEST_COORDINATE = 1 << 28;
  static final int MOST_LEVELS = 30;
  private static final int LARGEST_BLOCK_BITS = 12;
  private static final int SEGMENTATION_SYMBOLS = 0x20;
  private static final int PREDICTABLE_TERMINATION = 0x10;
  private static final int HIGH_THROUGHPUT = 0x40;
  private static final int HIGH_THROUGHPUT_CAPABILITY = 0x20000;
  private static final int IRREVERSIBLE = 0;
  private static final int REVERSIBLE = 1;

  /**
   * Reads the headers.
   *
   * @return null if something is beyond what is handled here: passes without arithmetic coding or
   *     with ends of their own, regions of interest, packet headers or codings that change on the
   *     way
   */
  static @Nullable Codestream of(Jpeg2000Header header) throws DecodeException {
    try {
      return new Reader(header).read();
    } catch (IndexOutOfBoundsException e) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "corrupt JPEG 2000: a marker segment is too short");
    }
  }

  private static final class Reader {
    private final Jpeg2000Header header;
    private final ByteBuffer bytes;
    private final List<CodingStyle> styles;
    private final List<Quantization> quantizations;
    private boolean handled = true;
    private int order;
    private int layers;
    private boolean coded;
    private boolean quantized;

    Reader(Jpeg2000Header header) {
      this.header = header;
      this.bytes = header.codestream();
      CodingStyle none = new CodingStyle(0, 0, 0, List.of(), false, false);
      this.styles = new ArrayList<>(Collections.nCopies(header.components(), none));
      this.quantizations =
          new ArrayList<>(Collections.nCopies(header.components(), Quantization.UNKNOWN));
    }

    @Nullable Codestream read() {
      Area image = new Area(number(16), number(20), number(8), number(12));
      int tileWidth = number(24);
      int tileHeight = number(28);
      int tileLeft = number(32);
      int tileTop = number(36);
      if (Math.max(image.x1(), image.y1()) > LARGEST_COORDINATE || image.isEmpty()) {
        return null;
      }
      int across = tiles(image.x1(), tileLeft, tileWidth);
      int down = tiles(image.y1(), tileTop, tileHeight);
      int at = SIZ_LENGTH_AT + bytes.getChar(SIZ_LENGTH_AT);
      while (handled && bytes.getChar(at) != SOT) {
        at = segment(at);
      }
      List<List<ByteBuffer>> data = new ArrayList<>();
      for (int i = 0; i < across * down; i++) {
        data.add(new ArrayList<>());
      }
      while (handled && at + 12 <= bytes.limit() && bytes.getChar(at) == SOT) {
        at = tilePart(at, data);
      }
      if (!handled || !coded || !quantized || order >= PacketOrder.values().length || layers == 0) {
        return null;
      }
      for (int c = 0; c < styles.size(); c++) {
        Quantization quantization = quantizations.get(c);
        if (!quantization.covers(styles.get(c).levels())
            || (header.reversible() && quantization.isQuantized())) {
          return null;
        }
      }
      return new Codestream(
          image,
          new Area(tileLeft, tileTop, end(tileLeft, tileWidth), end(tileTop, tileHeight)),
          across,
          PacketOrder.values()[order],
          layers,
          // Some encoders declare it of one component, too, where there is nothing to transform.
          header.colorTransform() && header.components() > 1,
          List.copyOf(styles),
          List.copyOf(quantizations),
          header.precision(),
          header.reversible(),
          data);
    }

    private int number(int at) {
      int value = bytes.getInt(at);
      return value < 0 ? Integer.MAX_VALUE : value;
    }

    private static int end(int start, int length) {
      return (int) Math.min((long) start + length, 2L * LARGEST_COORDINATE);
    }

    private static int tiles(int imageEnd, int start, int length) {
      return (int) (((long) imageEnd - start + length - 1) / length);
    }

    /** Reads a marker segment; returns where the next one is. */
    private int segment(int at) {
      int marker = bytes.getChar(at);
      int length = bytes.getChar(at + 2);
      int content = at + 4;
      switch (marker) {
        case COD -> {
          int scod = bytes.get(content) & 0xff;
          order = bytes.get(content + 1) & 0xff;
          layers = bytes.getChar(content + 2);
          CodingStyle style = style(content + 5, (scod & 1) != 0);
          for (int c = 0; c < styles.size(); c++) {
            styles.set(c, style);
          }
          coded = true;
        }
        case QCD -> {
          Collections.fill(quantizations, quantization(content, at + 2 + length));
          quantized = true;
        }
        case COC -> {
          int component = component(content);
          styles.set(component, style(content + 2, (bytes.get(content + 1) & 1) != 0));
        }
        case QCC ->
            quantizations.set(component(content), quantization(content + 1, at + 2 + length));
        case CAP -> handled &= bytes.getInt(content) == HIGH_THROUGHPUT_CAPABILITY;
        case RGN, POC, PPM, PPT -> handled = false;
        default -> {
          // Comments and lengths: nothing that changes pixels.
        }
      }
      return at + 2 + length;
    }

    private int component(int at) {
      int component = bytes.get(at) & 0xff;
      if (component >= styles.size() || !coded || !quantized) {
        // Out of the usual order, which another decoder may understand.
        handled = false;
        return 0;
      }
      return component;
    }

    private CodingStyle style(int at, boolean ownPrecincts) {
      int levels = bytes.get(at) & 0xff;
      int blockWidthBits = (bytes.get(at + 1) & 15) + 2;
      int blockHeightBits = (bytes.get(at + 2) & 15) + 2;
      int passes = bytes.get(at + 3) & 0xff;
      handled &=
          levels <= MOST_LEVELS
              && blockWidthBits <= 10
              && blockHeightBits <= 10
              && blockWidthBits + blockHeightBits <= LARGEST_BLOCK_BITS
              && (passes == HIGH_THROUGHPUT
                  || (passes & ~(SEGMENTATION_SYMBOLS | PREDICTABLE_TERMINATION)) == 0)
              && bytes.get(at + 4) == (header.reversible() ? REVERSIBLE : IRREVERSIBLE);
      List<Integer> precincts = new ArrayList<>();
      for (int r = 0; handled && r <= levels; r++) {
        precincts.add(ownPrecincts ? bytes.get(at + 5 + r) & 0xff : 0xff);
        // Of finer resolutions a precinct is halved for its bands.
        handled &= r == 0 || ((precincts.get(r) & 15) > 0 && precincts.get(r) >> 4 > 0);
      }
      return new CodingStyle(
          levels,
          blockWidthBits,
          blockHeightBits,
          precincts,
          (passes & SEGMENTATION_SYMBOLS) != 0,
          passes == HIGH_THROUGHPUT);
    }

    private Quantization quantization(int at, int end) {
      return Quantization.of(bytes.slice(at, Math.max(0, end - at)));
    }

    /** Reads a tile-part, which is known to be inside; returns where the next one is. */
    private int tilePart(int from, List<List<ByteBuffer>> data) {
      int tile = bytes.getChar(from + 4);
      int length = bytes.getInt(from + 6);
      int end = length == 0 ? bytes.limit() : from + length;
      int at = from + 12;
      while (bytes.getChar(at) != SOD) {
        int marker = bytes.getChar(at);
        if (marker == COD || marker == COC || marker == QCD || marker == QCC) {
          handled = false;
        }
        at = segment(at);
        if (!handled || at > end - 2) {
          handled = false;
          return end;
        }
      }
      data.get(tile).add(bytes.slice(at + 2, Math.max(0, end - at - 2)));
      return end;
    }
  }
}
