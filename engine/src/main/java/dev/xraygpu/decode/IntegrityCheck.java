package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;

/**
 * Checks of a file's structure, and of its compressed data where a library would hide damage,
 * before any pixel is decoded: some decoders return pixels for a file whose end is missing, without
 * an error.
 */
public final class IntegrityCheck {
  private IntegrityCheck() {}

  /**
   * Checks that the file is whole.
   *
   * @param file all bytes of the file, from position 0 to its limit; not changed
   * @param header what {@link HeaderProbe} found in them
   * @throws DecodeException {@link FindingCode#TRUNCATED} if the end is missing: a JPEG without its
   *     end marker, a PNG without its end chunk, a TIFF or BMP whose pixels go beyond the file;
   *     {@link FindingCode#UNREADABLE} if the structure or the data are damaged
   */
  public static void check(ByteBuffer file, ImageHeader header) throws DecodeException {
    switch (header.format()) {
      case JPEG -> {
        JpegStructure.check(file);
        // libjpeg makes pixels of damaged data, without an error.
        JpegEntropyCheck.check(file).throwIfDamaged();
      }
      case PNG -> PngStructure.check(file);
      case TIFF -> TiffStructure.check(file);
      case BMP -> BmpStructure.check(file);
      default -> {
        // Their decoders, where there are any, check the structure themselves.
      }
    }
  }
}
