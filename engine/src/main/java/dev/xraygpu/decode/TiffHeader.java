package dev.xraygpu.decode;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;

/**
 * What the first directory of a TIFF says of its image: only of kinds that a decoder has.
 *
 * @param directory the directory itself
 * @param size columns and rows as stored
 * @param bits of a sample
 * @param samples of a pixel
 * @param photometric how samples become colours
 * @param compression of strips or tiles
 * @param separatePlanes whether each sample has strips of its own
 */
public record TiffHeader(
    TiffDirectory directory,
    Size size,
    int bits,
    int samples,
    int photometric,
    int compression,
    boolean separatePlanes) {
  /** A {@link #compression}. */
  public static final int UNCOMPRESSED = 1;

  /** A {@link #compression}. */
  public static final int LZW = 5;

  /** A {@link #compression}. */
  public static final int DEFLATE = 8;

  /** A {@link #compression}; the same data as {@link #DEFLATE}. */
  public static final int OLD_DEFLATE = 32946;

  /** A {@link #compression}. */
  public static final int PACK_BITS = 32773;

  /** A {@link #photometric} kind. */
  public static final int WHITE_IS_ZERO = 0;

  /** A {@link #photometric} kind. */
  public static final int BLACK_IS_ZERO = 1;

  /** A {@link #photometric} kind. */
  public static final int RGB = 2;

  /** A {@link #photometric} kind. */
  public static final int PALETTE = 3;

  /** A {@link #photometric} kind. */
  public static final int YCBCR = 6;

  static final int INKS = 5;
  static final int LAB = 8;

  static final int NO_PREDICTOR = 1;
  static final int DIFFERENCES = 2;

  private static final int LOWEST_BIT_FIRST = 2;

  /** How often as many pixels as are allowed may lie in tiles that go beyond the image. */
  private static final int TILED_PIXELS = 4;

  static ImageHeader probe(ByteBuffer buffer, DecodeLimits limits) throws DecodeException {
    TiffHeader header = parse(buffer, limits);
    return new ImageHeader(
        ImageFormat.TIFF,
        header.size,
        header.orientation(),
        header.pixelType(),
        header.color(),
        header.detail());
  }

  /**
   * Reads the header of a file that {@link HeaderProbe} has held against its limits.
   *
   * @param file all bytes of the file, from position 0 to its limit; not changed
   * @throws DecodeException as {@link HeaderProbe#probe} says
   */
  public static TiffHeader of(ByteBuffer file) throws DecodeException {
    return parse(file, DecodeLimits.WIDEST);
  }

  static TiffHeader parse(ByteBuffer buffer, DecodeLimits limits) throws DecodeException {
    TiffDirectory directory = TiffDirectory.read(buffer);
    TiffFields.check(directory);
    long width = directory.first(TiffTag.WIDTH, 0);
    long height = directory.first(TiffTag.HEIGHT, 0);
    if (width < 1 || height < 1) {
      throw TiffDirectory.unreadable("the header declares " + width + "x" + height + " pixels");
    }
    limits.checkImage(width, height);
    if (directory.count(TiffTag.PHOTOMETRIC) == 0) {
      throw TiffDirectory.unreadable("it does not say how its samples become colours (tag 262)");
    }
    TiffHeader header =
        new TiffHeader(
            directory,
            new Size((int) width, (int) height),
            small(directory, TiffTag.BITS_PER_SAMPLE, 1),
            small(directory, TiffTag.SAMPLES_PER_PIXEL, 1),
            small(directory, TiffTag.PHOTOMETRIC, 0),
            small(directory, TiffTag.COMPRESSION, UNCOMPRESSED),
            directory.first(TiffTag.PLANAR_CONFIGURATION, 1) == 2);
    UnsupportedTiffs.refuse(header);
    if (header.tiled()) {
      header.checkTiles(limits);
    }
    return header;
  }

  // Each of many tiles may be as large as an image, and take hardly a byte.
  private void checkTiles(DecodeLimits limits) throws DecodeException {
    long tileWidth = directory.first(TiffTag.TILE_WIDTH, 0);
    long tileLength = directory.first(TiffTag.TILE_LENGTH, 0);
    if (tileWidth < 1 || tileLength < 1) {
      throw TiffDirectory.unreadable("it declares tiles of " + tileWidth + "x" + tileLength);
    }
    limits.checkImage(tileWidth, tileLength);
    long across = (size.width() + tileWidth - 1) / tileWidth;
    long down = (size.height() + tileLength - 1) / tileLength;
    if (across * tileWidth * (down * tileLength) > TILED_PIXELS * limits.maxPixels()) {
      throw new DecodeException(
          FindingCode.TOO_LARGE,
          "its tiles of "
              + tileWidth
              + "x"
              + tileLength
              + " have far more pixels than its "
              + size
              + ", and than the limit of "
              + limits.maxPixels());
    }
  }

  private static int small(TiffDirectory directory, int tag, int defaultValue)
      throws DecodeException {
    long value = directory.first(tag, defaultValue);
    if (value > 0xffff) {
      throw TiffDirectory.unreadable("tag " + tag + " has the value " + value);
    }
    return (int) value;
  }

  /** Whether the pixels lie in tiles, not in strips. */
  public boolean tiled() {
    return directory.count(TiffTag.TILE_WIDTH) > 0;
  }

  /** Whether tiles are placed by the tags of strips, as early writers did, libtiff among them. */
  public boolean tilesTaggedAsStrips() {
    return tiled() && !directory.has(TiffTag.TILE_OFFSETS);
  }

  /** Whether a pixel's first sample is its gray. */
  public boolean gray() {
    return photometric == WHITE_IS_ZERO || photometric == BLACK_IS_ZERO;
  }

  /** How many planes of strips or tiles there are: one for each sample, or one for all. */
  public int planes() {
    return separatePlanes ? samples : 1;
  }

  /** How many samples of a pixel lie side by side. */
  public int samplesInPlane() {
    return separatePlanes ? 1 : samples;
  }

  /** Whether the strips or tiles are compressed so that their bytes are known without pixels. */
  public boolean losslessBytes() {
    return switch (compression) {
      case UNCOMPRESSED, LZW, DEFLATE, OLD_DEFLATE, PACK_BITS -> true;
      default -> false;
    };
  }

  /** Whether samples of LZW and Deflate are differences from the pixel before them. */
  public boolean differences() throws DecodeException {
    return predictable() && directory.first(TiffTag.PREDICTOR, NO_PREDICTOR) == DIFFERENCES;
  }

  /** Whether samples may be differences from others. */
  boolean predictable() {
    return compression == LZW || compression == DEFLATE || compression == OLD_DEFLATE;
  }

  /** Whether the first bit of a byte is its lowest. */
  public boolean reversedBits() throws DecodeException {
    return directory.first(TiffTag.FILL_ORDER, 1) == LOWEST_BIT_FIRST;
  }

  /** Whether luma and chroma lie side by side uncompressed, the chroma once for several pixels. */
  boolean chromaShared() {
    return photometric == YCBCR && compression == UNCOMPRESSED && planes() == 1;
  }

  /** How many pixels side by side share their chroma, if some do. */
  int chromaAcross() throws DecodeException {
    return pixelsOfChroma(0);
  }

  /** How many pixels below each other do. */
  int chromaDown() throws DecodeException {
    return pixelsOfChroma(1);
  }

  private int pixelsOfChroma(long axis) throws DecodeException {
    // TIFF 6.0, section 21: 2 and 2 if the tag is missing.
    long pixels =
        directory.count(TiffTag.CHROMA_SUBSAMPLING) > axis
            ? directory.value(TiffTag.CHROMA_SUBSAMPLING, axis)
            : 2;
    if (pixels != 1 && pixels != 2 && pixels != 4) {
      throw TiffDirectory.unreadable("the chroma of " + pixels + " pixels is one (tag 530)");
    }
    return (int) pixels;
  }

  /** What the first sample beyond a pixel's colour or gray is; 0 if nothing is said of it. */
  public long extraSample() throws DecodeException {
    return directory.first(TiffTag.EXTRA_SAMPLES, 0);
  }

  /** Samples of 10 to 16 bits become 16, except of kinds that OpenCV leaves to libtiff's RGBA. */
  PixelType pixelType() {
    return bits > 8 && (gray() || photometric == RGB) ? PixelType.U16 : PixelType.U8;
  }

  private int orientation() throws DecodeException {
    long orientation = directory.first(TiffTag.ORIENTATION, ExifOrientation.NORMAL);
    return orientation >= 1 && orientation <= 8 ? (int) orientation : ExifOrientation.NORMAL;
  }

  private boolean color() throws DecodeException {
    return photometric == PALETTE ? colorPalette() : !gray();
  }

  private boolean colorPalette() throws DecodeException {
    int entries = 1 << Math.min(bits, 16);
    if (directory.count(TiffTag.COLOR_MAP) != 3L * entries
        || directory.count(TiffTag.BITS_PER_SAMPLE) == 0) {
      throw TiffDirectory.unreadable(
          "its palette has " + directory.count(TiffTag.COLOR_MAP) / 3 + " colours, not " + entries);
    }
    for (int i = 0; i < entries; i++) {
      long red = directory.value(TiffTag.COLOR_MAP, i);
      if (red != directory.value(TiffTag.COLOR_MAP, i + entries)
          || red != directory.value(TiffTag.COLOR_MAP, i + 2L * entries)) {
        return true;
      }
    }
    return false;
  }

  /** How samples become colours, in words. */
  String kind() {
    return switch (photometric) {
      case WHITE_IS_ZERO -> "gray, white is zero";
      case BLACK_IS_ZERO -> "gray";
      case RGB -> "RGB";
      case PALETTE -> "palette";
      case INKS -> "inks";
      case YCBCR -> "luma and chroma";
      case LAB -> "CIE L*a*b*";
      default -> "colours of kind " + photometric;
    };
  }

  private String detail() {
    return bits
        + "-bit "
        + kind()
        + (compression == UNCOMPRESSED ? "" : ", compression " + compression)
        + (tiled() ? ", tiled" : "")
        + (directory.big() ? ", BigTIFF" : "");
  }
}
