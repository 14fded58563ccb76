package dev.xraygpu.decode;

import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;

/**
 * Where the strips or tiles of a TIFF are. They are numbered row by row from the top, each row from
 * the left, plane after plane.
 */
public final class TiffBlocks {
  /** Far more than an image that somebody made has, as each takes time. */
  private static final long MOST = 1 << 20;

  /** Samples that say which colour a pixel has. */
  private static final int CHROMA = 2;

  private final TiffHeader header;
  private final TiffDirectory directory;
  private final int offsetTag;
  private final int countTag;
  private final Size size;
  private final int across;
  private final int down;

  /**
   * One strip or tile, which lies inside the file.
   *
   * @param index its number
   * @param offset of its first byte in the file
   * @param stored its bytes in the file; 0 if the file does not say
   * @param pixels of it that have bytes: all of a tile, and of the last strip what is left
   * @param bytes that these pixels take before compression
   * @param fullBytes that as many rows take as others have
   */
  public record Block(
      long index, int offset, int stored, Size pixels, long bytes, long fullBytes) {}

  private TiffBlocks(TiffHeader header, int offsetTag, int countTag, Size size)
      throws DecodeException {
    this.header = header;
    this.directory = header.directory();
    this.offsetTag = offsetTag;
    this.countTag = countTag;
    this.size = size;
    this.across = (int) ceilDiv(header.size().width(), size.width());
    this.down = (int) ceilDiv(header.size().height(), size.height());
    long needed = number();
    if (needed > MOST) {
      throw TiffDirectory.unreadable("it declares " + needed + " strips or tiles");
    }
    if (directory.count(offsetTag) < needed) {
      throw TiffDirectory.unreadable(
          "it places " + directory.count(offsetTag) + " of its " + needed + " strips or tiles");
    }
    // Those of a plane of one strip may be guessed.
    long counts = directory.count(countTag);
    if (counts < needed && (counts > 0 || across * (long) down > 1)) {
      throw TiffDirectory.unreadable(
          "it says how many bytes " + counts + " of its " + needed + " strips or tiles have");
    }
  }

  /**
   * Those of a file.
   *
   * @throws DecodeException {@link FindingCode#UNREADABLE} if not all of them are placed, or they
   *     have no pixels
   */
  public static TiffBlocks of(TiffHeader header) throws DecodeException {
    TiffDirectory directory = header.directory();
    if (header.tiled()) {
      int width = (int) directory.first(TiffTag.TILE_WIDTH, 0);
      int length = (int) directory.first(TiffTag.TILE_LENGTH, 0);
      boolean asStrips = header.tilesTaggedAsStrips();
      return new TiffBlocks(
          header,
          asStrips ? TiffTag.STRIP_OFFSETS : TiffTag.TILE_OFFSETS,
          asStrips ? TiffTag.STRIP_BYTE_COUNTS : TiffTag.TILE_BYTE_COUNTS,
          new Size(width, length));
    }
    int height = header.size().height();
    long rows = Math.min(directory.first(TiffTag.ROWS_PER_STRIP, height), height);
    if (rows < 1) {
      throw TiffDirectory.unreadable("it declares strips of no rows");
    }
    return new TiffBlocks(
        header,
        TiffTag.STRIP_OFFSETS,
        TiffTag.STRIP_BYTE_COUNTS,
        new Size(header.size().width(), (int) rows));
  }

  private static long ceilDiv(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** Columns and rows of each one, but for the last strip. */
  public Size size() {
    return size;
  }

  /** How many there are side by side. */
  public int across() {
    return across;
  }

  /** How many there are below each other. */
  public int down() {
    return down;
  }

  /** How many there are in all planes. */
  public long number() {
    return (long) across * down * header.planes();
  }

  /** Whether the file says how many bytes they have; one alone may end where the file does. */
  public boolean lengthsKnown() throws DecodeException {
    return header.compression() == TiffHeader.UNCOMPRESSED
        || directory.count(countTag) > 0 && directory.value(countTag, 0) > 0;
  }

  /**
   * One of them.
   *
   * @param plane from 0
   * @param column of strips or tiles, from 0
   * @param row of strips or tiles, from 0
   * @throws DecodeException {@link FindingCode#TRUNCATED} if it goes beyond the end of the file;
   *     {@link FindingCode#UNREADABLE} if it is placed where none can be, or has fewer bytes than
   *     its pixels take
   */
  public Block at(int plane, int column, int row) throws DecodeException {
    long index = ((long) plane * down + row) * across + column;
    int rows =
        header.tiled()
            ? size.height()
            : Math.min(size.height(), header.size().height() - row * size.height());
    long bytes = bytes(rows);
    long offset = directory.value(offsetTag, index);
    long stored = directory.count(countTag) > 0 ? directory.value(countTag, index) : 0;
    if (uncompressedAlone()
        && (stored > directory.fileLength() - offset || countsTooFew(offset, stored, bytes))) {
      stored = bytes;
    }
    check(index, offset, stored, bytes);
    Size pixels = new Size(size.width(), rows);
    return new Block(index, (int) offset, (int) stored, pixels, bytes, bytes(size.height()));
  }

  /**
   * Whether there is one strip, uncompressed: libtiff leaves a byte count of it aside that goes
   * beyond the end of the file, or is less than the pixels take, which alone say how many bytes
   * there are.
   */
  private boolean uncompressedAlone() {
    return header.compression() == TiffHeader.UNCOMPRESSED && !header.tiled() && number() == 1;
  }

  /**
   * Whether a byte count is too small, and what it leaves out can be pixels. In a file of which the
   * pixels were cut, the directory follows them, and libtiff shows it as pixels.
   */
  private boolean countsTooFew(long offset, long stored, long bytes) throws DecodeException {
    return stored > 0
        && stored < bytes
        && bytes <= directory.fileLength() - offset
        && directory.leavesFree(offset + stored, offset + bytes);
  }

  /** What some rows take before compression. */
  private long bytes(int rows) throws DecodeException {
    if (header.chromaShared()) {
      // Of several pixels side by side and below each other, each has its luma, and all share
      // chroma.
      int across = header.chromaAcross();
      int down = header.chromaDown();
      long shared = ceilDiv(size.width(), across) * ceilDiv(rows, down);
      return ceilDiv(shared * (across * down + CHROMA) * header.bits(), Byte.SIZE);
    }
    return rows * ceilDiv((long) size.width() * header.bits() * header.samplesInPlane(), Byte.SIZE);
  }

  private void check(long index, long offset, long stored, long bytes) throws DecodeException {
    if (offset < 8) {
      throw TiffDirectory.unreadable("strip or tile " + index + " is declared at byte " + offset);
    }
    boolean uncompressed = header.compression() == TiffHeader.UNCOMPRESSED;
    // Without a byte count libtiff takes what the pixels need.
    long needed = uncompressed ? bytes : Math.max(stored, 1);
    long length = directory.fileLength();
    if (offset > length || needed > length - offset || stored > length - offset) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the file ends after " + length + " bytes, before the end of strip or tile " + index);
    }
    boolean said = directory.count(countTag) > 0 && (number() > 1 || stored > 0);
    boolean fits = stored >= bytes && (stored == bytes || !header.tiled());
    if (said && (stored == 0 || uncompressed && !fits)) {
      throw TiffDirectory.unreadable(
          "strip or tile " + index + " has " + stored + " of " + bytes + " bytes");
    }
  }
}
