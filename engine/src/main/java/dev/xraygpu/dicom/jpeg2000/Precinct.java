package dev.xraygpu.dicom.jpeg2000;

import java.util.List;

/**
 * The code-blocks of a place in a resolution, whose data are in one packet for each layer.
 *
 * @param component which of the image's components
 * @param resolution from the coarsest on
 * @param number within the resolution, row by row
 * @param x where it begins on the reference grid
 * @param y likewise
 * @param bands its part of each subband
 */
record Precinct(int component, int resolution, int number, int x, int y, List<Band> bands) {
  /** How many code-blocks there are, of all bands. */
  int blocks() {
    return bands.stream().mapToInt(band -> band.blocks().size()).sum();
  }

  /**
   * The code-blocks of one subband.
   *
   * @param band the subband
   * @param columns of code-blocks
   * @param blocks row by row
   * @param inclusion the first layer that each is in
   * @param missingPlanes how many bit-planes each does without
   */
  record Band(
      Subband band, int columns, List<CodeBlock> blocks, TagTree inclusion, TagTree missingPlanes) {

    /** The code-blocks in an area of a subband, cut from a grid that begins at 0. */
    static Band of(Subband band, Area area, int blockWidthBits, int blockHeightBits) {
      if (area.isEmpty()) {
        return new Band(band, 0, List.of(), new TagTree(0, 0), new TagTree(0, 0));
      }
      Area grid =
          new Area(
              area.x0() >> blockWidthBits,
              area.y0() >> blockHeightBits,
              Area.up(area.x1(), blockWidthBits),
              Area.up(area.y1(), blockHeightBits));
      CodeBlock[] blocks = new CodeBlock[grid.width() * grid.height()];
      for (int row = 0; row < grid.height(); row++) {
        for (int column = 0; column < grid.width(); column++) {
          int x = (grid.x0() + column) << blockWidthBits;
          int y = (grid.y0() + row) << blockHeightBits;
          Area block =
              new Area(x, y, x + (1 << blockWidthBits), y + (1 << blockHeightBits)).intersect(area);
          blocks[row * grid.width() + column] =
              new CodeBlock(
                  band.left() + block.x0() - band.area().x0(),
                  band.top() + block.y0() - band.area().y0(),
                  block.width(),
                  block.height());
        }
      }
      return new Band(
          band,
          grid.width(),
          List.of(blocks),
          new TagTree(grid.width(), grid.height()),
          new TagTree(grid.width(), grid.height()));
    }
  }
}
