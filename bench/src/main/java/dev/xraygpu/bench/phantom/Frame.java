package dev.xraygpu.bench.phantom;

import dev.xraygpu.image.Size;

/**
 * How anatomy lies on a grid. Anatomical coordinates: x to the right of the image (the patient's
 * left), 0 at the midline; y downwards, 0 at the lungs' tips, 1 at the right dome of the diaphragm.
 * Grid coordinates: column and row, with the centre of the first cell at 0.5.
 *
 * @param cells columns and rows of the grid
 * @param centreColumn column of the anatomical point {@code (centreX, centreY)}
 * @param centreRow row of that point
 * @param cellsPerUnit scale
 * @param cosine of the patient's rotation in the image
 * @param sine of it
 * @param centreX see {@code centreColumn}
 * @param centreY see {@code centreRow}
 */
record Frame(
    Size cells,
    double centreColumn,
    double centreRow,
    double cellsPerUnit,
    double cosine,
    double sine,
    double centreX,
    double centreY) {

  double column(double x, double y) {
    return centreColumn + cellsPerUnit * (cosine * (x - centreX) - sine * (y - centreY));
  }

  double row(double x, double y) {
    return centreRow + cellsPerUnit * (sine * (x - centreX) + cosine * (y - centreY));
  }

  /** Anatomical x at the centre of a cell. */
  float x(int column, int row) {
    double right = (column + 0.5 - centreColumn) / cellsPerUnit;
    double down = (row + 0.5 - centreRow) / cellsPerUnit;
    return (float) (centreX + cosine * right + sine * down);
  }

  /** Anatomical y at the centre of a cell. */
  float y(int column, int row) {
    double right = (column + 0.5 - centreColumn) / cellsPerUnit;
    double down = (row + 0.5 - centreRow) / cellsPerUnit;
    return (float) (centreY - sine * right + cosine * down);
  }
}
