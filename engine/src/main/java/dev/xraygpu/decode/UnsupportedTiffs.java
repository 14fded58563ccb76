package dev.xraygpu.decode;

import static dev.xraygpu.decode.TiffHeader.BLACK_IS_ZERO;
import static dev.xraygpu.decode.TiffHeader.DEFLATE;
import static dev.xraygpu.decode.TiffHeader.DIFFERENCES;
import static dev.xraygpu.decode.TiffHeader.INKS;
import static dev.xraygpu.decode.TiffHeader.LAB;
import static dev.xraygpu.decode.TiffHeader.LZW;
import static dev.xraygpu.decode.TiffHeader.NO_PREDICTOR;
import static dev.xraygpu.decode.TiffHeader.OLD_DEFLATE;
import static dev.xraygpu.decode.TiffHeader.PACK_BITS;
import static dev.xraygpu.decode.TiffHeader.PALETTE;
import static dev.xraygpu.decode.TiffHeader.RGB;
import static dev.xraygpu.decode.TiffHeader.UNCOMPRESSED;
import static dev.xraygpu.decode.TiffHeader.WHITE_IS_ZERO;
import static dev.xraygpu.decode.TiffHeader.YCBCR;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.quality.FindingCode;

/**
 * Kinds of TIFF that OpenCV 4.13's reader refuses, or would read as something that they are not.
 */
final class UnsupportedTiffs {
  private static final int LOG_L = 32844;
  private static final int LOG_LUV = 32845;
  private static final int UNSIGNED = 1;

  private final TiffHeader header;
  private final TiffDirectory directory;
  private final int bits;
  private final int samples;
  private final int photometric;
  private final int compression;

  private UnsupportedTiffs(TiffHeader header) {
    this.header = header;
    this.directory = header.directory();
    this.bits = header.bits();
    this.samples = header.samples();
    this.photometric = header.photometric();
    this.compression = header.compression();
  }

  /**
   * Refuses an image of such a kind.
   *
   * @throws DecodeException {@link FindingCode#UNSUPPORTED}, or {@link FindingCode#UNREADABLE} if
   *     the header contradicts itself
   */
  static void refuse(TiffHeader header) throws DecodeException {
    new UnsupportedTiffs(header).refuse();
  }

  private void refuse() throws DecodeException {
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
    for (long i = 1; i < Math.min(directory.count(TiffTag.BITS_PER_SAMPLE), samples); i++) {
      if (directory.value(TiffTag.BITS_PER_SAMPLE, i) != bits) {
        throw unsupported("with samples of different depths");
      }
    }
    refuseSampleFormat(directory.first(TiffTag.SAMPLE_FORMAT, UNSIGNED));
    for (long i = 1; i < Math.min(directory.count(TiffTag.SAMPLE_FORMAT), samples); i++) {
      refuseSampleFormat(directory.value(TiffTag.SAMPLE_FORMAT, i));
    }
    if (!hasDecoder()) {
      throw unsupported("with " + bits + "-bit samples, " + header.kind() + ",");
    }
    refuseCompression();
    if (header.planes() > 1 && header.pixelType() == PixelType.U16 && !header.losslessBytes()) {
      throw unsupported("with 16-bit samples in separate planes and lossy compression");
    }
    boolean chromaApart = photometric == YCBCR && header.planes() > 1 && header.losslessBytes();
    if (chromaApart && header.chromaAcross() * header.chromaDown() > 1) {
      throw unsupported("with chroma that pixels share, in planes of its own,");
    }
    if (header.predictable()) {
      refusePredictor(directory.first(TiffTag.PREDICTOR, NO_PREDICTOR));
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
