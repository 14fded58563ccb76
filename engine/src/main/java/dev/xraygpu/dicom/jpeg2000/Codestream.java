package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.codec.Jpeg2000Header;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a codestream (ISO/IEC 15444-1, annex A), and where the data of its tiles are.
 *
 * @param image the image on the reference grid
 * @param firstTile the first tile on it, of which the others are repetitions
 * @param tilesAcross how many there are in a row
 * @param precision bits of a sample
 * @param tiles row by row
 */
record Codestream(Area image, Area firstTile, int tilesAcross, int precision, List<Tile> tiles) {
  private static final int PPM = 0xff60;
  private static final int PPT = 0xff61;
  private static final int SOT = 0xff90;
  private static final int SOD = 0xff93;

  private static final int SIZ_LENGTH_AT = 4;
  private static final int LARGEST_COORDINATE = 1 << 28;

  /**
   * Reads the headers.
   *
   * @return null if something is beyond what is handled here: parts of the standard but the first
   *     and high throughput
   */
  static @Nullable Codestream of(Jpeg2000Header header) throws DecodeException {
    try {
      return new Reader(header).read();
    } catch (IndexOutOfBoundsException e) {
      throw corrupt("a marker segment is too short");
    }
  }

  private static final class Reader {
    private final Jpeg2000Header header;
    private final ByteBuffer bytes;
    private final CodingHeader main;
    private final PackedHeaders ofAllTiles = new PackedHeaders();
    private final List<TileReader> tiles = new ArrayList<>();

    Reader(Jpeg2000Header header) {
      this.header = header;
      this.bytes = header.codestream();
      this.main = CodingHeader.main(header.components());
    }

    @Nullable Codestream read() throws DecodeException {
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
      while (bytes.getChar(at) != SOT) {
        int marker = bytes.getChar(at);
        if (marker == PPM) {
          ofAllTiles.add(content(at));
        } else if (Jpeg2000Header.hasLength(marker)) {
          main.read(marker, content(at));
        }
        at = Jpeg2000Header.behindSegment(bytes, at);
      }
      ByteBuffer packed = ofAllTiles.joined();
      for (int i = 0; i < across * down; i++) {
        tiles.add(new TileReader(main));
      }
      while (at + 12 <= bytes.limit() && bytes.getChar(at) == SOT) {
        at = tilePart(at, packed);
      }
      TileCoding coding = main.coding();
      List<Tile> read = new ArrayList<>();
      for (TileReader tile : tiles) {
        Tile whole = tile.read(coding);
        if (whole == null) {
          return null;
        }
        read.add(whole);
      }
      return new Codestream(
          image,
          new Area(tileLeft, tileTop, end(tileLeft, tileWidth), end(tileTop, tileHeight)),
          across,
          header.precision(),
          read);
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

    /** What is behind the length of the marker segment there. */
    private ByteBuffer content(int at) {
      return bytes.slice(at + 4, Math.max(0, bytes.getChar(at + 2) - 2));
    }

    /** Reads a tile-part, which is known to be inside; returns where the next one is. */
    private int tilePart(int from, ByteBuffer packed) throws DecodeException {
      TileReader tile = tiles.get(bytes.getChar(from + 4));
      int length = bytes.getInt(from + 6);
      int end = length == 0 ? bytes.limit() : from + length;
      PackedHeaders own = new PackedHeaders();
      int at = from + 12;
      while (bytes.getChar(at) != SOD) {
        int marker = bytes.getChar(at);
        if (marker == PPT) {
          own.add(content(at));
        } else if (Jpeg2000Header.hasLength(marker)) {
          tile.coding.read(marker, content(at));
        }
        at = Jpeg2000Header.behindSegment(bytes, at);
        if (at > end - 2) {
          throw corrupt("a tile-part ends inside of its header");
        }
      }
      tile.packets.add(bytes.slice(at + 2, Math.max(0, end - at - 2)));
      if (!own.isEmpty()) {
        tile.headers.add(own.joined());
      } else if (!ofAllTiles.isEmpty()) {
        tile.headers.add(next(packed));
      }
      return end;
    }

    /** The headers of the next tile-part, behind how many bytes they have. */
    private static ByteBuffer next(ByteBuffer packed) throws DecodeException {
      if (packed.remaining() < Integer.BYTES) {
        throw corrupt("a tile-part has no packet headers");
      }
      int length = packed.getInt();
      if (length < 0 || length > packed.remaining()) {
        throw corrupt("packet headers end early");
      }
      ByteBuffer headers = packed.slice(packed.position(), length);
      packed.position(packed.position() + length);
      return headers;
    }
  }

  /** What is known of a tile while its parts are read. */
  private static final class TileReader {
    private final CodingHeader coding;
    private final List<ByteBuffer> packets = new ArrayList<>();
    private final List<ByteBuffer> headers = new ArrayList<>();

    TileReader(CodingHeader main) {
      coding = main.tile();
    }

    /**
     * The whole tile.
     *
     * @param main what the main header says of all tiles
     */
    @Nullable Tile read(@Nullable TileCoding main) throws DecodeException {
      TileCoding own = coding.saysSomething() ? coding.coding() : main;
      if (own == null) {
        return null;
      }
      if (!headers.isEmpty() && headers.size() < packets.size()) {
        throw corrupt("some tile-parts of a tile have no packet headers");
      }
      return new Tile(own, packets, headers.isEmpty() ? null : headers);
    }
  }

  static DecodeException unsupported(String what) {
    return new DecodeException(FindingCode.UNSUPPORTED, "JPEG 2000 with " + what);
  }

  static DecodeException corrupt(String what) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt JPEG 2000: " + what);
  }
}
