package dev.xraygpu.decode;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;

/**
 * The visible part of the last 8x8 block of a JPEG. Where Huffman data end early, libjpeg leaves
 * the remaining blocks at zero, which is a flat 128.
 */
final class JpegCornerBlock {
  private static final int SIDE = 8;
  private static final int MIDDLE_GRAY = 128;

  private JpegCornerBlock() {}

  /**
   * Whether that block is flat middle gray.
   *
   * @param image the decoded image, after its orientation was applied
   * @param orientation the EXIF orientation, 1 to 8, that was applied
   */
  static boolean isFlatGray(HostImage image, int orientation) {
    if (image.type() != PixelType.U8) {
      return false;
    }
    Size size = image.size();
    boolean transposed = orientation >= 5;
    // The last block is at the stored image's bottom right; each orientation moves that corner.
    boolean right = orientation == 1 || orientation == 4 || orientation == 5 || orientation == 8;
    boolean bottom = orientation == 1 || orientation == 2 || orientation == 5 || orientation == 6;
    int storedWidth = transposed ? size.height() : size.width();
    int storedHeight = transposed ? size.width() : size.height();
    int lastWidth = (storedWidth - 1) % SIDE + 1;
    int lastHeight = (storedHeight - 1) % SIDE + 1;
    int width = transposed ? lastHeight : lastWidth;
    int height = transposed ? lastWidth : lastHeight;
    int left = right ? size.width() - width : 0;
    int top = bottom ? size.height() - height : 0;
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        if (image.get(x, y) != MIDDLE_GRAY) {
          return false;
        }
      }
    }
    return true;
  }
}
