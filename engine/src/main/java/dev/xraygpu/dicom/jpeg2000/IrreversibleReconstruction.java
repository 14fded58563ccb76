package dev.xraygpu.dicom.jpeg2000;

import java.util.List;

/**
 * In single precision: the quantised 9-7 transform (ISO/IEC 15444-1, E.1 and F.3) and the
 * irreversible component transform (G.3). The order of all operations is OpenJPEG's, so that the
 * samples are the same.
 */
final class IrreversibleReconstruction implements Reconstruction {
  private static final float RED_OF_V = 1.402f;
  private static final float GREEN_OF_U = 0.34413f;
  private static final float GREEN_OF_V = 0.71414f;
  private static final float BLUE_OF_U = 1.772f;

  private final int width;
  private final float[][] samples;
  private int[] row = new int[0];

  IrreversibleReconstruction(Area tile, int components) {
    this.width = tile.width();
    this.samples = new float[components][tile.width() * tile.height()];
  }

  @Override
  public void add(int component, Subband band, CodeBlock block, DecodedBlock decoded) {
    if (row.length < block.width()) {
      row = new int[block.width()];
    }
    float half = 0.5f * band.step();
    float[] coefficients = samples[component];
    for (int y = 0; y < block.height(); y++) {
      decoded.copyRow(y, row);
      int to = (block.top() + y) * width + block.left();
      for (int x = 0; x < block.width(); x++) {
        coefficients[to + x] = row[x] * half;
      }
    }
  }

  @Override
  public void finish(List<List<Resolution>> resolutions, boolean colors) {
    for (int c = 0; c < samples.length; c++) {
      InverseWavelet97.transform(samples[c], resolutions.get(c));
    }
    if (colors) {
      toColors(samples[0], samples[1], samples[2]);
    }
  }

  private static void toColors(float[] first, float[] second, float[] third) {
    for (int i = 0; i < first.length; i++) {
      float y = first[i];
      float u = second[i];
      float v = third[i];
      first[i] = y + v * RED_OF_V;
      second[i] = y - u * GREEN_OF_U - v * GREEN_OF_V;
      third[i] = y + u * BLUE_OF_U;
    }
  }

  @Override
  public void copyRow(int component, int row, int[] into) {
    float[] from = samples[component];
    for (int x = 0; x < width; x++) {
      into[x] = (int) Math.rint(from[row * width + x]);
    }
  }
}
