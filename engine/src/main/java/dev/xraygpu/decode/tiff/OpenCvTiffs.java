package dev.xraygpu.decode.tiff;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.TiffBlocks;
import dev.xraygpu.decode.TiffHeader;
import dev.xraygpu.decode.TiffTag;
import java.nio.ByteBuffer;

/**
 * What OpenCV 4.13 and the libtiff inside it refuse or show as something that it is not, of what
 * {@link TiffDecoder} reads. OpenCV's word about such files says nothing.
 */
public final class OpenCvTiffs {
  /** Tiles without compression whose bytes are no multiple of it are refused as damaged. */
  private static final int TILE_BYTES = 1024;

  private static final long ALL_ROWS = (1L << 32) - 1;
  private static final int RGBA = 4;
  private static final long MOST_MEMORY = 1L << 29;

  private static final int UPRIGHT = 1;
  private static final int NOT_MULTIPLIED = 2;

  private OpenCvTiffs() {}

  /**
   * Whether a file is of such a kind.
   *
   * @param file all bytes of the file; not changed
   * @param image what {@link dev.xraygpu.decode.HeaderProbe} found in them
   * @throws DecodeException if the directory cannot be read
   */
  public static boolean misread(ByteBuffer file, ImageHeader image) throws DecodeException {
    if (image.format() != ImageFormat.TIFF) {
      return false;
    }
    TiffHeader header = TiffHeader.of(file);
    if (!header.losslessBytes() || !GrayPixels.knows(header)) {
      return false;
    }
    if (refusesDepth(header) || refusesRows(header) || header.tilesTaggedAsStrips()) {
      return true;
    }
    return header.bits() > Byte.SIZE
        ? misreadDeep(header)
        : misreadColors(header) || header.tiled() && misreadTiles(header, image.orientation());
  }

  private static boolean refusesDepth(TiffHeader header) {
    return header.bits() == 2 || header.bits() == 4 && header.gray();
  }

  /** Memory is taken for as many rows as strips have by name, not for those of the image. */
  private static boolean refusesRows(TiffHeader header) throws DecodeException {
    long rows = header.directory().first(TiffTag.ROWS_PER_STRIP, ALL_ROWS);
    int pixel = Math.max(RGBA, 2 * header.samples());
    return !header.tiled()
        && rows > header.size().height()
        && rows != ALL_ROWS
        && rows * header.size().width() * pixel > MOST_MEMORY;
  }

  /** Extra samples are taken for green and blue or cost 8 of 16 bits; planes are refused. */
  private static boolean misreadDeep(TiffHeader header) {
    return header.gray() && header.samples() > 1 || header.planes() > 1;
  }

  /**
   * Colours are multiplied with an alpha that says that they are not yet, any sample of separate
   * planes, too; planes of gray are not turned where white is zero, and those of palettes refused.
   */
  private static boolean misreadColors(TiffHeader header) throws DecodeException {
    boolean planes = header.planes() > 1;
    boolean rgb = header.photometric() == TiffHeader.RGB;
    return (rgb || planes) && header.extraSample() == NOT_MULTIPLIED
        || planes && !rgb && header.photometric() != TiffHeader.BLACK_IS_ZERO;
  }

  /**
   * Tiles are turned one by one, and the rows of those that go beyond the image's right side begin
   * too early where one of several samples is looked at.
   */
  private static boolean misreadTiles(TiffHeader header, int orientation) throws DecodeException {
    boolean refused =
        header.compression() == TiffHeader.UNCOMPRESSED
            && TiffBlocks.of(header).at(0, 0, 0).bytes() % TILE_BYTES != 0;
    boolean skewed = header.photometric() != TiffHeader.RGB && header.samplesInPlane() > 1;
    return refused || skewed || orientation != UPRIGHT;
  }
}
