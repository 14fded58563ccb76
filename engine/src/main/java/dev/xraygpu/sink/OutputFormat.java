package dev.xraygpu.sink;

import java.util.Locale;

/** What the results are written as. */
public enum OutputFormat {
  /** NumPy arrays, one per split, of normalised values. */
  NPY,
  /** One PNG per image in folders of splits and classes; pixels are processed, never normalised. */
  PNG,
  /** Tar archives of normalised values for reading in sequence, several per split. */
  WEBDATASET;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
