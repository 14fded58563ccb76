package dev.xraygpu.decode;

import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;

/**
 * Follows the JPEG stream in each strip or tile of a TIFF. libtiff makes pixels of a damaged one,
 * and of one that is too small, with a warning that OpenCV hides.
 *
 * <p>After Adobe's TIFF technical note 2 (1995): the tables that all streams share come before each
 * of them.
 */
final class TiffJpegData {
  static final int JPEG = 7;

  private static final int JPEG_TABLES = 347;

  /** Of the markers SOI and EOI. */
  private static final int MARKER = 2;

  /** Rows that a stream may have below the image, to fill a block with subsampled colours. */
  private static final int PADDING_ROWS = 15;

  /**
   * Bytes that may be followed again, as shared tables are with each stream: the tables of a
   * million of them, where a strip is one row, would take half an hour.
   */
  private static final long MOST_SHARED = 1 << 25;

  private final FileBytes file;
  private final int imageHeight;
  private final ByteBuffer tables;

  /** How many bytes may still be followed. */
  private long left;

  /** A reader for all strips or tiles of a file. */
  TiffJpegData(FileBytes file, TiffDirectory directory, Size image) throws DecodeException {
    this.file = file;
    this.imageHeight = image.height();
    this.tables = directory.bytes(JPEG_TABLES);
    this.left = file.length() + MOST_SHARED;
  }

  /**
   * Follows one strip or tile.
   *
   * @param block where it is, and which pixels it must give at least
   * @throws DecodeException {@link FindingCode#TRUNCATED} if the stream ends before them; {@link
   *     FindingCode#UNREADABLE} if it is damaged, of fewer pixels, or of many more, or if all
   *     streams so far are far more bytes than the file has
   */
  void check(TiffBlocks.Block block) throws DecodeException {
    left -= tables.limit() + block.stored();
    if (left < 0) {
      throw TiffDirectory.unreadable("its strips or tiles share too many bytes");
    }
    try {
      check(stream(block.offset(), block.stored()), block.pixels());
    } catch (DecodeException e) {
      throw new DecodeException(
          e.code(), "the JPEG data of strip or tile " + block.index() + ": " + e.getMessage());
    }
  }

  private void check(ByteBuffer stream, Size pixels) throws DecodeException {
    Size declared = JpegHeader.probe(stream, DecodeLimits.WIDEST).size();
    // The last strip may have as many rows as all others. libtiff refuses what is wider.
    int most = Math.max(pixels.height(), imageHeight + PADDING_ROWS);
    if (declared.width() != pixels.width()
        || declared.height() < pixels.height()
        || declared.height() > most) {
      throw JpegStructure.unreadable("it declares " + declared + " pixels instead of " + pixels);
    }
    JpegStructure.check(stream);
    JpegEntropyCheck.check(stream).throwIfDamaged();
  }

  private ByteBuffer stream(int offset, int stored) throws DecodeException {
    if (stored < MARKER || !file.matches(offset, "\u00ff\u00d8")) {
      throw JpegStructure.unreadable("it does not begin as a JPEG");
    }
    if (tables.limit() <= 2 * MARKER) {
      return file.slice(offset, stored);
    }
    int last = tables.limit() - MARKER;
    boolean ended =
        tables.get(last) == (byte) 0xff && (tables.get(last + 1) & 0xff) == JpegMarker.EOI;
    int shared = ended ? last : tables.limit();
    return ByteBuffer.allocate(shared + stored - MARKER)
        .put(tables.slice(0, shared))
        .put(file.slice(offset + MARKER, stored - MARKER))
        .flip();
  }
}
