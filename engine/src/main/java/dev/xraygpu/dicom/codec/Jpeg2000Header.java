package dev.xraygpu.dicom.codec;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.PixelLayout;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.Set;

/**
 * What a JPEG 2000 codestream declares (ISO/IEC 15444-1, annex A), and whether it is whole: all
 * tile-parts inside, each tile there. Known before a decoder sees the data.
 *
 * @param codestream the data from the start of the codestream on, without a container around it
 * @param size columns and rows
 * @param components number of components, all of this size
 * @param precision bits per sample
 * @param signed whether samples are signed
 * @param colorTransform whether the first three components are to be turned into RGB
 * @param rearranged whether there are regions of interest, orders of packets that change on the
 *     way, or packet headers apart from the packets
 */
public record Jpeg2000Header(
    ByteBuffer codestream,
    Size size,
    int components,
    int precision,
    boolean signed,
    boolean colorTransform,
    boolean rearranged) {
  private static final int SOC_SIZ_FIRST = 0xff4f;
  private static final int SIZ = 0xff51;
  private static final int COD = 0xff52;
  private static final int SOT = 0xff90;
  private static final int SOD = 0xff93;
  private static final int EOC = 0xffd9;
  private static final int FIRST_WITHOUT_LENGTH = 0xff30;
  private static final int LAST_WITHOUT_LENGTH = 0xff3f;
  private static final int MARKER_BYTES = 2;
  private static final int SEGMENT_HEADER_BYTES = 4;

  /** RGN, POC, PPM and PPT. */
  private static final Set<Integer> REARRANGING = Set.of(0xff5e, 0xff5f, 0xff60, 0xff61);

  private static final int MAX_COMPONENTS = 4;

  /** The signature box of a JP2 file, which has no place in DICOM but is found there. */
  private static final long JP2_SIGNATURE = 0x0000_000c_6a50_2020L;

  /**
   * Reads the headers and follows the tile-parts.
   *
   * @param stream from position 0 to the limit; not changed
   * @throws DecodeException {@link FindingCode#TRUNCATED} if the end is missing, {@link
   *     FindingCode#UNREADABLE} if it contradicts itself, {@link FindingCode#UNSUPPORTED} for
   *     components of different kinds, and for regions of interest in colour
   */
  public static Jpeg2000Header of(ByteBuffer stream) throws DecodeException {
    ByteBuffer bytes = codestream(stream.duplicate().clear().limit(stream.limit()).slice());
    bytes.order(ByteOrder.BIG_ENDIAN);
    try {
      return parse(bytes);
    } catch (IndexOutOfBoundsException e) {
      throw new DecodeException(
          FindingCode.TRUNCATED, "the JPEG 2000 data end inside of their header");
    }
  }

  /**
   * Reads the headers of a frame and holds them against the data set.
   *
   * @throws DecodeException as {@link #of(ByteBuffer)}; {@link FindingCode#SIZE_MISMATCH} if the
   *     data set declares another size, {@link FindingCode#UNSUPPORTED} for more than 16 bits
   */
  public static Jpeg2000Header of(EncodedFrame frame) throws DecodeException {
    Jpeg2000Header header = of(frame.stream());
    PixelLayout layout = frame.layout();
    if (!header.size().equals(layout.size()) || header.components() != layout.samples()) {
      throw new DecodeException(
          FindingCode.SIZE_MISMATCH,
          "the header declares "
              + layout.size()
              + " with "
              + layout.samples()
              + " samples per pixel, the JPEG 2000 image is "
              + header.size()
              + " with "
              + header.components());
    }
    if (header.precision() > Short.SIZE) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, "JPEG 2000 with " + header.precision() + " bits in DICOM");
    }
    return header;
  }

  /** A frame with these samples, signed if the codestream's are. */
  public DecodedFrame decoded(short[] values) {
    return new DecodedFrame(
        size,
        components,
        precision,
        signed,
        values,
        components == 3 && colorTransform
            ? DecodedFrame.Color.RGB
            : DecodedFrame.Color.AS_DECLARED);
  }

  private static ByteBuffer codestream(ByteBuffer bytes) throws DecodeException {
    bytes.order(ByteOrder.BIG_ENDIAN);
    if (bytes.limit() < 12 || bytes.getLong(0) != JP2_SIGNATURE) {
      return bytes;
    }
    long at = 0;
    while (at + 16 <= bytes.limit()) {
      long length = bytes.getInt((int) at) & 0xffff_ffffL;
      int type = bytes.getInt((int) at + 4);
      int header = length == 1 ? 16 : 8;
      if (length == 1) {
        length = bytes.getLong((int) at + 8);
      }
      long end = length == 0 ? bytes.limit() : at + length;
      if (type == ('j' << 24 | 'p' << 16 | '2' << 8 | 'c')) {
        int from = (int) at + header;
        return bytes.slice(from, (int) Math.min(end, bytes.limit()) - from);
      }
      if (length < header || end > bytes.limit()) {
        break;
      }
      at = end;
    }
    throw corrupt("a container without a codestream");
  }

  private static Jpeg2000Header parse(ByteBuffer bytes) throws DecodeException {
    if (bytes.getChar(0) != SOC_SIZ_FIRST || bytes.getChar(2) != SIZ) {
      throw corrupt("it does not begin with the start of a codestream");
    }
    int siz = 4;
    Extent width = extent(bytes, siz + 4);
    Extent height = extent(bytes, siz + 8);
    int components = bytes.getChar(siz + 36);
    if (components < 1 || components > MAX_COMPONENTS) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, "JPEG 2000 with " + components + " components in DICOM");
    }
    int first = bytes.get(siz + 38) & 0xff;
    for (int c = 0; c < components; c++) {
      int at = siz + 38 + 3 * c;
      if ((bytes.get(at) & 0xff) != first || bytes.get(at + 1) != 1 || bytes.get(at + 2) != 1) {
        throw new DecodeException(
            FindingCode.UNSUPPORTED, "JPEG 2000 with components of different kinds");
      }
    }
    int precision = (first & 0x7f) + 1;
    boolean transform = false;
    boolean coded = false;
    boolean rearranged = false;
    int at = siz + bytes.getChar(siz);
    while (bytes.getChar(at) != SOT) {
      int marker = bytes.getChar(at);
      if (marker < 0xff00 || (hasLength(marker) && bytes.getChar(at + MARKER_BYTES) < 2)) {
        throw corrupt("a marker of the main header is missing");
      }
      if (marker == COD) {
        transform = bytes.get(at + 8) == 1;
        coded = true;
      }
      rearranged |= REARRANGING.contains(marker);
      at = behindSegment(bytes, at);
    }
    if (!coded || precision > 38) {
      throw corrupt("the main header is not complete");
    }
    long tiles = (long) width.tiles() * height.tiles();
    if (tiles > 65_535) {
      throw corrupt(tiles + " tiles");
    }
    rearranged |= followTileParts(bytes, at, (int) tiles);
    return new Jpeg2000Header(
        bytes,
        new Size(width.samples(), height.samples()),
        components,
        precision,
        (first & 0x80) != 0,
        transform,
        rearranged);
  }

  private record Extent(int samples, int tiles) {}

  /** One direction: the image's end is at this offset, its start and its tiles further on. */
  private static Extent extent(ByteBuffer bytes, int at) throws DecodeException {
    long end = bytes.getInt(at) & 0xffff_ffffL;
    long start = bytes.getInt(at + 8) & 0xffff_ffffL;
    long tile = bytes.getInt(at + 16) & 0xffff_ffffL;
    long tileStart = bytes.getInt(at + 24) & 0xffff_ffffL;
    if (end <= start
        || end - start > 65_535
        || tile == 0
        || tileStart > start
        || tileStart + tile <= start) {
      throw corrupt("an impossible size");
    }
    long tiles = (end - tileStart + tile - 1) / tile;
    return new Extent((int) (end - start), (int) Math.min(tiles, 65_536));
  }

  /** Returns whether a marker segment of theirs rearranges something. */
  private static boolean followTileParts(ByteBuffer bytes, int from, int tiles)
      throws DecodeException {
    boolean rearranged = false;
    BitSet seen = new BitSet(tiles);
    long at = from;
    while (at + 12 <= bytes.limit() && bytes.getChar((int) at) == SOT) {
      int tile = bytes.getChar((int) at + 4);
      long length = bytes.getInt((int) at + 6) & 0xffff_ffffL;
      if (tile >= tiles || (length != 0 && length < 14)) {
        throw corrupt("a tile-part's header");
      }
      seen.set(tile);
      long end = length == 0 ? bytes.limit() : Math.min(bytes.limit(), at + length);
      rearranged |= rearranges(bytes, (int) at + 12, (int) end);
      if (length == 0) {
        at = bytes.limit(); // up to the end
      } else if (length > bytes.limit() - at) {
        throw new DecodeException(
            FindingCode.TRUNCATED,
            "the JPEG 2000 data end inside a tile-part, which declares "
                + length
                + " bytes and has "
                + (bytes.limit() - at));
      } else {
        at += length;
      }
    }
    if (at + 2 <= bytes.limit() && bytes.getChar((int) at) != EOC) {
      throw corrupt("a tile-part's length");
    }
    if (seen.cardinality() < tiles) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the JPEG 2000 data have " + seen.cardinality() + " of " + tiles + " tiles");
    }
    return rearranged;
  }

  /** Whether the header of a tile-part, from its first marker segment to its end, does. */
  private static boolean rearranges(ByteBuffer bytes, int from, int end) {
    int at = from;
    while (at <= end - SEGMENT_HEADER_BYTES && bytes.getChar(at) != SOD) {
      if (REARRANGING.contains((int) bytes.getChar(at))) {
        return true;
      }
      at = behindSegment(bytes, at);
    }
    return false;
  }

  /** Whether a marker segment follows a marker (A.1.2): some markers stand alone. */
  public static boolean hasLength(int marker) {
    return marker < FIRST_WITHOUT_LENGTH || marker > LAST_WITHOUT_LENGTH;
  }

  /** Where the next marker is, in a header that has one at this offset. */
  public static int behindSegment(ByteBuffer bytes, int at) {
    return at
        + MARKER_BYTES
        + (hasLength(bytes.getChar(at)) ? bytes.getChar(at + MARKER_BYTES) : 0);
  }

  private static DecodeException corrupt(String what) {
    return new DecodeException(FindingCode.UNREADABLE, "corrupt JPEG 2000: " + what);
  }
}
