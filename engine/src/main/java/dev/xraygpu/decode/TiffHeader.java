package dev.xraygpu.decode;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Set;

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
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS_PER_SAMPLE = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES_PER_PIXEL = 277;

  /** The tag of the rows of a strip, all of them if it is missing. */
  public static final int ROWS_PER_STRIP = 278;

  static final int STRIP_BYTE_COUNTS = 279;
  static final int PLANAR_CONFIGURATION = 284;
  static final int FILL_ORDER = 266;
  static final int PREDICTOR = 317;

  /** The tag of a palette: all reds, then all greens, then all blues, of 16 bits. */
  public static final int COLOR_MAP = 320;

  static final int TILE_WIDTH = 322;
  static final int TILE_LENGTH = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTE_COUNTS = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int CHROMA_SUBSAMPLING = 530;

  /** Tags of which a second one would leave open what the image is. */
  static final Set<Integer> ESSENTIAL =
      Set.of(
          WIDTH,
          HEIGHT,
          BITS_PER_SAMPLE,
          COMPRESSION,
          PHOTOMETRIC,
          STRIP_OFFSETS,
          SAMPLES_PER_PIXEL,
          ROWS_PER_STRIP,
          STRIP_BYTE_COUNTS,
          PLANAR_CONFIGURATION,
          TILE_WIDTH,
          TILE_LENGTH,
          TILE_OFFSETS,
          TILE_BYTE_COUNTS,
          SAMPLE_FORMAT);

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

  private static final int INKS = 5;
  private static final int LAB = 8;
  private static final int LOG_L = 32844;
  private static final int LOG_LUV = 32845;

  private static final int UNSIGNED = 1;
  private static final int NO_PREDICTOR = 1;
  private static final int DIFFERENCES = 2;
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
    long width = directory.first(WIDTH, 0);
    long height = directory.first(HEIGHT, 0);
    if (width < 1 || height < 1) {
      throw TiffDirectory.unreadable("the header declares " + width + "x" + height + " pixels");
    }
    limits.checkImage(width, height);
    if (directory.count(PHOTOMETRIC) == 0) {
      throw TiffDirectory.unreadable("it does not say how its samples become colours (tag 262)");
    }
    TiffHeader header =
        new TiffHeader(
            directory,
            new Size((int) width, (int) height),
            small(directory, BITS_PER_SAMPLE, 1),
            small(directory, SAMPLES_PER_PIXEL, 1),
            small(directory, PHOTOMETRIC, 0),
            small(directory, COMPRESSION, UNCOMPRESSED),
            directory.first(PLANAR_CONFIGURATION, 1) == 2);
    header.refuseVariants();
    if (header.tiled()) {
      header.checkTiles(limits);
    }
    return header;
  }

  // Each of many tiles may be as large as an image, and take hardly a byte.
  private void checkTiles(DecodeLimits limits) throws DecodeException {
    long tileWidth = directory.first(TILE_WIDTH, 0);
    long tileLength = directory.first(TILE_LENGTH, 0);
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
    return directory.count(TILE_WIDTH) > 0;
  }

  /** Whether tiles are placed by the tags of strips, as early writers did, libtiff among them. */
  public boolean tilesTaggedAsStrips() {
    return tiled() && !directory.has(TILE_OFFSETS);
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
    return predictable() && directory.first(PREDICTOR, NO_PREDICTOR) == DIFFERENCES;
  }

  private boolean predictable() {
    return compression == LZW || compression == DEFLATE || compression == OLD_DEFLATE;
  }

  /** Whether the first bit of a byte is its lowest. */
  public boolean reversedBits() throws DecodeException {
    return directory.first(FILL_ORDER, 1) == LOWEST_BIT_FIRST;
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
        directory.count(CHROMA_SUBSAMPLING) > axis ? directory.value(CHROMA_SUBSAMPLING, axis) : 2;
    if (pixels != 1 && pixels != 2 && pixels != 4) {
      throw TiffDirectory.unreadable("the chroma of " + pixels + " pixels is one (tag 530)");
    }
    return (int) pixels;
  }

  /** What the first sample beyond a pixel's colour or gray is; 0 if nothing is said of it. */
  public long extraSample() throws DecodeException {
    return directory.first(EXTRA_SAMPLES, 0);
  }

  /** Samples of 10 to 16 bits become 16, except of kinds that OpenCV leaves to libtiff's RGBA. */
  PixelType pixelType() {
    return bits > 8 && (gray() || photometric == RGB) ? PixelType.U16 : PixelType.U8;
  }

  private int orientation() throws DecodeException {
    long orientation = directory.first(ORIENTATION, ExifOrientation.NORMAL);
    return orientation >= 1 && orientation <= 8 ? (int) orientation : ExifOrientation.NORMAL;
  }

  private boolean color() throws DecodeException {
    return photometric == PALETTE ? colorPalette() : !gray();
  }

  private boolean colorPalette() throws DecodeException {
    int entries = 1 << Math.min(bits, 16);
    if (directory.count(COLOR_MAP) != 3L * entries || directory.count(BITS_PER_SAMPLE) == 0) {
      throw TiffDirectory.unreadable(
          "its palette has " + directory.count(COLOR_MAP) / 3 + " colours, not " + entries);
    }
    for (int i = 0; i < entries; i++) {
      long red = directory.value(COLOR_MAP, i);
      if (red != directory.value(COLOR_MAP, i + entries)
          || red != directory.value(COLOR_MAP, i + 2L * entries)) {
        return true;
      }
    }
    return false;
  }

  private String kind() {
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

  /** What OpenCV 4.13's reader refuses, or would read as something that it is not. */
  private void refuseVariants() throws DecodeException {
    if (photometric == LOG_L || photometric == LOG_LUV) {
      throw unsupported("with logarithmic luminance");
    }
    if (samples < 1 || samples > 4) {
      throw unsupported("with " + samples + " samples a pixel");
    }
    if (photometric == RGB && samples < 3) {
      throw TiffDirectory.unreadable(
          "its pixels are red, green and blue, and have " + samples + " of 3 samples");
    }
    for (long i = 1; i < Math.min(directory.count(BITS_PER_SAMPLE), samples); i++) {
      if (directory.value(BITS_PER_SAMPLE, i) != bits) {
        throw unsupported("with samples of different depths");
      }
    }
    refuseSampleFormat(directory.first(SAMPLE_FORMAT, UNSIGNED));
    for (long i = 1; i < Math.min(directory.count(SAMPLE_FORMAT), samples); i++) {
      refuseSampleFormat(directory.value(SAMPLE_FORMAT, i));
    }
    if (!hasDecoder()) {
      throw unsupported("with " + bits + "-bit samples, " + kind() + ",");
    }
    refuseCompression();
    if (planes() > 1 && pixelType() == PixelType.U16 && !losslessBytes()) {
      throw unsupported("with 16-bit samples in separate planes and lossy compression");
    }
    boolean chromaApart = photometric == YCBCR && planes() > 1 && losslessBytes();
    if (chromaApart && chromaAcross() * chromaDown() > 1) {
      throw unsupported("with chroma that pixels share, in planes of its own,");
    }
    if (predictable()) {
      refusePredictor(directory.first(PREDICTOR, NO_PREDICTOR));
    }
  }

  private boolean hasDecoder() {
    boolean deep = bits == 8 || bits == 10 || bits == 12 || bits == 14 || bits == 16;
    return switch (photometric) {
      case WHITE_IS_ZERO, BLACK_IS_ZERO ->
          deep || bits == 1 || (bits == 2 || bits == 4) && samples == 1;
      case RGB -> deep;
      case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
      case INKS, YCBCR, LAB -> bits == 8;
      default -> false;
    };
  }

  private void refusePredictor(long predictor) throws DecodeException {
    boolean wholeBytes = bits == 8 || bits == 16;
    if (predictor != NO_PREDICTOR && !(predictor == DIFFERENCES && wholeBytes)) {
      throw unsupported("with predictor " + predictor + " of " + bits + "-bit samples");
    }
  }

  private void refuseCompression() throws DecodeException {
    String codec =
        switch (compression) {
          // 2, 3, 4 and 32771 are fax codes.
          case UNCOMPRESSED, 2, 3, 4, 32771 -> "";
          case LZW, DEFLATE, OLD_DEFLATE, PACK_BITS, TiffJpegData.JPEG -> "";
          case 6 -> "old-style JPEG";
          case 34661 -> "JBIG";
          case 34712 -> "JPEG 2000";
          case 34887 -> "LERC";
          case 34925 -> "LZMA";
          case 50000 -> "Zstandard";
          case 50001 -> "WebP";
          case 50002, 52546 -> "JPEG XL";
          default -> "the unknown method " + compression;
        };
    if (!codec.isEmpty()) {
      throw unsupported("compressed with " + codec);
    }
  }

  private static void refuseSampleFormat(long format) throws DecodeException {
    if (format == UNSIGNED) {
      return;
    }
    throw unsupported(
        switch ((int) Math.min(format, 7)) {
          case 2 -> "with signed samples";
          case 3 -> "with floating-point samples";
          case 5, 6 -> "with complex samples";
          default -> "with samples of undefined format";
        });
  }

  private static DecodeException unsupported(String variant) {
    return new DecodeException(FindingCode.UNSUPPORTED, "TIFF " + variant + " has no decoder");
  }
}
