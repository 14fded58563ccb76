package dev.xraygpu.decode;

import dev.xraygpu.dicom.DicomContent;
import dev.xraygpu.dicom.DicomHeader;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Tells a file's format by its content and reads its header: size and pixel type are known, and
 * held against the limits, before any pixel is decoded or any memory taken for one.
 */
public final class HeaderProbe {
  private HeaderProbe() {}

  /**
   * Reads a file's header.
   *
   * @param file all bytes of the file, from position 0 to its limit; not changed
   * @param limits what is refused
   * @throws DecodeException {@link FindingCode#NOT_AN_IMAGE} for what is of no image format, saying
   *     what it looks like; {@link FindingCode#UNSUPPORTED} for a known format or variant without a
   *     decoder; {@link FindingCode#UNREADABLE} for an empty file and a broken header; {@link
   *     FindingCode#TRUNCATED} for a header that the end of the file cuts off; {@link
   *     FindingCode#TOO_LARGE} for a file or an image over the limits
   */
  public static ImageHeader probe(ByteBuffer file, DecodeLimits limits) throws DecodeException {
    limits.checkFile(file.limit());
    if (file.limit() == 0) {
      throw new DecodeException(FindingCode.UNREADABLE, "empty file");
    }
    Optional<ImageFormat> format = formatOf(file);
    if (format.isEmpty()) {
      refuseDamagedSignature(FileBytes.bigEndian(file));
      Optional<ImageFormat> compressed = GzipContent.of(file);
      if (compressed.isPresent()) {
        throw new DecodeException(
            FindingCode.UNSUPPORTED,
            "gzip-compressed "
                + compressed.get().title()
                + " has no decoder: unpack it with gunzip");
      }
      throw new DecodeException(
          FindingCode.NOT_AN_IMAGE, "not an image: the content is " + ContentDescription.of(file));
    }
    return switch (format.get()) {
      case JPEG -> JpegHeader.probe(file, limits);
      case PNG -> PngHeader.probe(file, limits);
      case TIFF -> TiffHeader.probe(file, limits);
      case BMP -> BmpHeader.probe(file, limits);
      case DICOM -> DicomHeader.probe(file, limits);
      default ->
          throw new DecodeException(
              FindingCode.UNSUPPORTED,
              format.get().title() + " has no decoder: " + format.get().conversion());
    };
  }

  /** The format that a file's content starts as, if it is a known one. */
  public static Optional<ImageFormat> formatOf(ByteBuffer buffer) {
    FileBytes file = FileBytes.bigEndian(buffer);
    // First, because a preamble may hold another format's signature: such files serve two programs.
    if (DicomContent.hasPreamble(buffer)) {
      return Optional.of(ImageFormat.DICOM);
    }
    if (file.matches(0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(ImageFormat.JPEG);
    }
    if (file.matches(0, PngChunks.SIGNATURE)) {
      return Optional.of(ImageFormat.PNG);
    }
    if (file.matches(0, "II*\0")
        || file.matches(0, "MM\0*")
        || file.matches(0, "II+\0")
        || file.matches(0, "MM\0+")) {
      return Optional.of(ImageFormat.TIFF);
    }
    Optional<ImageFormat> undecoded = UndecodedFormats.of(file);
    if (undecoded.isPresent()) {
      return undecoded;
    }
    if (isBmp(file)) {
      return Optional.of(ImageFormat.BMP);
    }
    return DicomContent.startsAsDataSet(buffer) ? Optional.of(ImageFormat.DICOM) : Optional.empty();
  }

  /**
   * {@code BM} alone may start a text; the two reserved fields of a bitmap are zero, but for those
   * of OS/2, which hold a point. There the fields behind them tell.
   */
  private static boolean isBmp(FileBytes file) {
    if (!file.matches(0, "BM")) {
      return false;
    }
    boolean reserved = true;
    for (int i = 6; i < Math.min(10, file.length()); i++) {
      reserved &= file.at(i) == 0;
    }
    return reserved || BmpHeader.startsAt(file, 14);
  }

  private static void refuseDamagedSignature(FileBytes file) throws DecodeException {
    if (file.length() < PngChunks.SIGNATURE.length()
        && (PngChunks.SIGNATURE.startsWith(file.latin1(0, file.length()))
            || "\u00ff\u00d8\u00ff".startsWith(file.latin1(0, file.length())))) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the file ends after " + file.length() + " bytes, inside its signature");
    }
    if (file.matches(1, "PNG") || file.matches(12, "IHDR") || file.matches(11, "IHDR")) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "a PNG with a damaged signature, as a transfer in text mode leaves");
    }
    if (file.matches(0, "\u00ff\u00d8")) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "corrupt JPEG: no marker follows the start of the image");
    }
  }
}
