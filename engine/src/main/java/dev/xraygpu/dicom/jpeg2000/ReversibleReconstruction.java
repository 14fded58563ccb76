package dev.xraygpu.dicom.jpeg2000;

import java.util.List;

/**
 * In whole numbers, without loss: the 5-3 transform (ISO/IEC 15444-1, F.3) and the reversible
 * component transform (G.2).
 */
final class ReversibleReconstruction implements Reconstruction {
  private final int width;
  private final int[][] samples;
  private int[] row = new int[0];

  ReversibleReconstruction(Area tile, int components) {
    this.width = tile.width();
    this.samples = new int[components][tile.width() * tile.height()];
  }

  @Override
  public void add(int component, Subband band, CodeBlock block, DecodedBlock decoded) {
    if (row.length < block.width()) {
      row = new int[block.width()];
    }
    int[] coefficients = samples[component];
    for (int y = 0; y < block.height(); y++) {
      decoded.copyRow(y, row);
      int to = (block.top() + y) * width + block.left();
      for (int x = 0; x < block.width(); x++) {
        coefficients[to + x] = row[x] / 2; // towards 0
      }
    }
  }

  @Override
  public void finish(List<List<Resolution>> resolutions, boolean colors) {
    for (int c = 0; c < samples.length; c++) {
      InverseWavelet.transform(samples[c], resolutions.get(c));
    }
    if (colors) {
      toColors(samples[0], samples[1], samples[2]);
    }
  }

  private static void toColors(int[] first, int[] second, int[] third) {
    for (int i = 0; i < first.length; i++) {
      int green = first[i] - ((second[i] + third[i]) >> 2);
      int red = third[i] + green;
      third[i] = second[i] + green;
      second[i] = green;
      first[i] = red;
    }
  }

  @Override
  public void copyRow(int component, int row, int[] into) {
    System.arraycopy(samples[component], row * width, into, 0, width);
  }
}
