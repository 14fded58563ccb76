package dev.xraygpu.decode;

import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the strips or tiles of a TIFF lie inside the file, and follows those that are JPEGs.
 */
final class TiffStructure {
  private TiffStructure() {}

  static void check(ByteBuffer file) throws DecodeException {
    TiffHeader header = TiffHeader.of(file);
    TiffBlocks blocks = TiffBlocks.of(header);
    TiffJpegData jpeg = jpegData(file, header);
    for (int plane = 0; plane < header.planes(); plane++) {
      for (int row = 0; row < blocks.down(); row++) {
        for (int column = 0; column < blocks.across(); column++) {
          TiffBlocks.Block block = blocks.at(plane, column, row);
          if (jpeg != null && block.stored() > 0) {
            jpeg.check(block);
          }
        }
      }
    }
  }

  private static @Nullable TiffJpegData jpegData(ByteBuffer file, TiffHeader header)
      throws DecodeException {
    // Of deeper pixels OpenCV sees libtiff's errors. The planes of subsampled colours are smaller.
    return header.compression() == TiffJpegData.JPEG
            && header.pixelType() == PixelType.U8
            && header.planes() == 1
        ? new TiffJpegData(FileBytes.bigEndian(file), header.directory(), header.size())
        : null;
  }
}
