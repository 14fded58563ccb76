package dev.xraygpu.pipeline;

import dev.xraygpu.image.Size;

/**
 * Contrast-limited adaptive histogram equalisation: each tile's histogram is clipped and equalised,
 * and pixels are interpolated between the tables of the four nearest tiles.
 *
 * <table>
 * <caption>Contract</caption>
 * <tr><td>pixel types</td><td>8 bit (256 bins) and 16 bit (65,536 bins)</td></tr>
 * <tr><td>size</td><td>kept</td></tr>
 * <tr><td>border</td><td>sides that the tiles do not divide are extended at the right and bottom
 *     (reflect-101) while tables are made</td></tr>
 * <tr><td>rounding</td><td>single precision, half to even</td></tr>
 * <tr><td>tolerance</td><td>cpu: none, it is the reference</td></tr>
 * <tr><td>source</td><td>{@code cv::createCLAHE} of OpenCV 4.13; Zuiderveld, Graphics Gems IV,
 *     1994</td></tr>
 * </table>
 *
 * @param clipLimit how far a bin may rise above the mean bin, above 0 and at most 1000
 * @param tiles tiles across and down, 1 to 64 each
 */
public record Clahe(double clipLimit, Size tiles) implements Stage {
  /** The most tiles across and down. */
  static final int MAX_TILES = 64;

  /** Refuses limits that are not positive and too many tiles. */
  public Clahe {
    if (!(clipLimit > 0 && clipLimit <= 1000)) {
      throw new IllegalArgumentException(
          "clahe: the clip limit is above 0 and at most 1000, not " + clipLimit);
    }
    if (tiles.width() > MAX_TILES || tiles.height() > MAX_TILES) {
      throw new IllegalArgumentException("clahe: at most 64x64 tiles, not " + tiles);
    }
  }

  @Override
  public String name() {
    return "clahe";
  }

  @Override
  public Kind kind() {
    return Kind.CLAHE;
  }
}
