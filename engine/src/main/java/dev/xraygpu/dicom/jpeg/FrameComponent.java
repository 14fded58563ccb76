package dev.xraygpu.dicom.jpeg;

/** One component of a frame: its sampling, its tables, and what was decoded of it. */
final class FrameComponent {
  final int id;
  final int horizontal;
  final int vertical;
  final int quantisation;

  /** Columns and rows of samples that mean something. */
  int width;

  int height;

  /** Blocks in a row and in a column, filled up to whole MCUs. */
  int blocksAcross;

  int blocksDown;

  /** Samples in rows of {@code blocksAcross * 8}, or of {@code width} if lossless. */
  short[] samples = {};

  /** Coefficients by block and zigzag index, of progressive frames only. */
  short[] coefficients = {};

  /** The quantisation steps at the component's first scan, by zigzag index. */
  int[] steps = {};

  int dcPrediction;

  FrameComponent(int id, int horizontal, int vertical, int quantisation) {
    this.id = id;
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.quantisation = quantisation;
  }
}
