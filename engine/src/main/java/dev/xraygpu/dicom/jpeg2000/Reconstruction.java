package dev.xraygpu.dicom.jpeg2000;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes samples of a tile's coefficients. Not thread-safe. */
interface Reconstruction {
  /**
   * The one of a tile.
   *
   * @return null if components are to be turned into colours that lose information differently
   */
  static @Nullable Reconstruction of(Area tile, TileCoding coding) {
    long reversible = coding.styles().stream().filter(CodingStyle::reversible).count();
    int components = coding.components();
    if (reversible == components) {
      return new ReversibleReconstruction(tile, components);
    }
    if (reversible == 0) {
      return new IrreversibleReconstruction(tile, components);
    }
    return coding.transformed() ? null : new MixedReconstruction(tile, coding.styles());
  }

  /**
   * Takes a code-block.
   *
   * @param component which of the tile's
   * @param decoded its coefficients
   */
  void add(int component, Subband band, CodeBlock block, DecodedBlock decoded);

  /**
   * Turns subbands into samples, and components into colours where that is asked for; after it
   * nothing may be added.
   *
   * @param resolutions of each component, the coarsest first
   * @param colors whether the first three components are to be turned into red, green and blue
   */
  void finish(List<List<Resolution>> resolutions, boolean colors);

  /**
   * Copies a row of samples around 0.
   *
   * @param row of the tile
   * @param samples of the tile's width or more
   */
  void copyRow(int component, int row, int[] samples);
}
