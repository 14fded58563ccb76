package dev.xraygpu.dicom.jpeg2000;

import java.util.List;

/** Each component by itself, as some have the transform that loses nothing, and some the other. */
final class MixedReconstruction implements Reconstruction {
  private final List<Reconstruction> components;

  MixedReconstruction(Area tile, List<CodingStyle> styles) {
    components =
        styles.stream()
            .<Reconstruction>map(
                style ->
                    style.reversible()
                        ? new ReversibleReconstruction(tile, 1)
                        : new IrreversibleReconstruction(tile, 1))
            .toList();
  }

  @Override
  public void add(int component, Subband band, CodeBlock block, DecodedBlock decoded) {
    components.get(component).add(0, band, block, decoded);
  }

  @Override
  public void finish(List<List<Resolution>> resolutions, boolean colors) {
    for (int c = 0; c < components.size(); c++) {
      components.get(c).finish(List.of(resolutions.get(c)), false);
    }
  }

  @Override
  public void copyRow(int component, int row, int[] samples) {
    components.get(component).copyRow(0, row, samples);
  }
}
