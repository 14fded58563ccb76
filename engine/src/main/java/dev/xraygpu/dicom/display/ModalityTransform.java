package dev.xraygpu.dicom.display;

/**
 * From stored values to the unit of the modality, such as Hounsfield units or optical density
 * (PS3.3, C.11.1).
 */
sealed interface ModalityTransform {
  /** Stored values mean themselves. */
  ModalityTransform IDENTITY = new Rescale(1, 0);

  /** The value in the modality's unit. */
  double apply(long stored);

  /** {@code slope * stored + intercept}. */
  record Rescale(double slope, double intercept) implements ModalityTransform {
    @Override
    public double apply(long stored) {
      return stored * slope + intercept;
    }
  }

  /** The output of a modality LUT. */
  record Table(LookUpTable table) implements ModalityTransform {
    @Override
    public double apply(long stored) {
      return table.apply(stored);
    }
  }
}
