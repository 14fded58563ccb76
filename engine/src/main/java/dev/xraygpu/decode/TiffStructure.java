package dev.xraygpu.decode;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the strips or tiles of a TIFF lie inside the file, and that what is compressed in
 * them gives all pixels.
 */
final class TiffStructure {
  private static final int FILL_ORDER = 266;
  private static final int SUBSAMPLED_COLORS = 6;

  private final TiffHeader header;
  private final @Nullable TiffStripData data;
  private final @Nullable TiffJpegData jpeg;

  private TiffStructure(ByteBuffer file, TiffHeader header) throws DecodeException {
    this.header = header;
    // Of deeper pixels OpenCV reads the strips itself and sees libtiff's errors, but libtiff looks
    // neither at the checksum of Deflate nor at whether data are left over.
    boolean hidden = header.pixelType() == PixelType.U8;
    this.data =
        TiffStripData.follows(header.compression())
            ? new TiffStripData(file, header.compression(), header.directory().first(FILL_ORDER, 1))
            : null;
    this.jpeg =
        hidden && header.compression() == TiffJpegData.JPEG
            ? new TiffJpegData(FileBytes.bigEndian(file), header.directory(), header.size())
            : null;
  }

  static void check(ByteBuffer file) throws DecodeException {
    TiffHeader header = TiffHeader.parse(file, DecodeLimits.WIDEST);
    TiffStructure structure = new TiffStructure(file, header);
    if (header.tiled()) {
      structure.checkTiles();
    } else {
      structure.checkStrips();
    }
  }

  private void checkStrips() throws DecodeException {
    TiffDirectory directory = header.directory();
    long height = header.size().height();
    long rows = Math.min(directory.first(TiffHeader.ROWS_PER_STRIP, height), height);
    if (rows < 1) {
      throw TiffDirectory.unreadable("it declares strips of no rows");
    }
    long perPlane = (height + rows - 1) / rows;
    int planes = header.separatePlanes() ? header.samples() : 1;
    int width = header.size().width();
    requireValues(directory, TiffHeader.STRIP_OFFSETS, perPlane * planes);
    for (long i = 0; i < perPlane * planes; i++) {
      Size pixels = new Size(width, (int) Math.min(rows, height - i % perPlane * rows));
      checkBlock(i, TiffHeader.STRIP_OFFSETS, TiffHeader.STRIP_BYTE_COUNTS, pixels, rows);
    }
  }

  private void checkTiles() throws DecodeException {
    TiffDirectory directory = header.directory();
    long width = directory.first(TiffHeader.TILE_WIDTH, 0);
    long length = directory.first(TiffHeader.TILE_LENGTH, 0);
    if (width < 1 || length < 1) {
      throw TiffDirectory.unreadable("it declares tiles of " + width + "x" + length);
    }
    long across = (header.size().width() + width - 1) / width;
    long down = (header.size().height() + length - 1) / length;
    int planes = header.separatePlanes() ? header.samples() : 1;
    Size pixels = new Size((int) width, (int) length);
    requireValues(directory, TiffHeader.TILE_OFFSETS, across * down * planes);
    for (long i = 0; i < across * down * planes; i++) {
      checkBlock(i, TiffHeader.TILE_OFFSETS, TiffHeader.TILE_BYTE_COUNTS, pixels, length);
    }
  }

  private static void requireValues(TiffDirectory directory, int tag, long needed)
      throws DecodeException {
    if (directory.count(tag) < needed) {
      throw TiffDirectory.unreadable(
          "it places " + directory.count(tag) + " of its " + needed + " strips or tiles");
    }
  }

  private void checkBlock(long index, int offsetTag, int countTag, Size pixels, long rows)
      throws DecodeException {
    TiffDirectory directory = header.directory();
    int samples = header.separatePlanes() ? 1 : header.samples();
    long rowBytes = ((long) pixels.width() * header.bits() * samples + 7) / 8;
    long uncompressedBytes = rowBytes * pixels.height();
    long offset = directory.value(offsetTag, index);
    long stored = index < directory.count(countTag) ? directory.value(countTag, index) : 0;
    if (offset < 8) {
      throw TiffDirectory.unreadable("strip or tile " + index + " is declared at byte " + offset);
    }
    boolean uncompressed = header.compression() == TiffHeader.UNCOMPRESSED;
    // Without a byte count libtiff takes what the pixels need.
    long needed = uncompressed ? uncompressedBytes : Math.max(stored, 1);
    long length = directory.fileLength();
    if (offset > length || needed > length - offset || stored > length - offset) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the file ends after " + length + " bytes, before the end of strip or tile " + index);
    }
    if (uncompressed && stored != 0 && stored < uncompressedBytes) {
      throw TiffDirectory.unreadable(
          "strip or tile " + index + " has " + stored + " of " + uncompressedBytes + " bytes");
    }
    if (data != null && stored > 0) {
      // How many bytes subsampled colours take is the codec's business.
      boolean known = header.photometric() != SUBSAMPLED_COLORS;
      data.check(
          index,
          (int) offset,
          (int) stored,
          known ? uncompressedBytes : 1,
          known ? rowBytes * rows : 0);
    }
    // The planes of subsampled colours are smaller.
    boolean planes = header.separatePlanes() && header.samples() > 1;
    if (jpeg != null && stored > 0 && !planes) {
      jpeg.check(index, (int) offset, (int) stored, pixels);
    }
  }
}
