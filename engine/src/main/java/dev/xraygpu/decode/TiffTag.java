package dev.xraygpu.decode;

import java.util.Set;

/** Tags of the fields that the program reads (TIFF 6.0). */
public final class TiffTag {
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

  private TiffTag() {}
}
