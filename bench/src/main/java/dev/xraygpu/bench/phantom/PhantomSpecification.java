package dev.xraygpu.bench.phantom;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;

/**
 * One phantom. Equal specifications give equal pixels, on every machine and JVM.
 *
 * @param patient seed of the anatomy; all images of one patient share it
 * @param view which image of that patient: position, breathing, collimation and noise differ
 * @param size columns and rows, each from 16 to 8,192
 * @param phantomClass what it shows
 * @param exposure how much radiation
 * @param type 8 or 16 bits a pixel
 */
public record PhantomSpecification(
    long patient,
    int view,
    Size size,
    PhantomClass phantomClass,
    Exposure exposure,
    PixelType type) {
  private static final int SHORTEST_SIDE = 16;
  private static final int LONGEST_SIDE = 8192;

  /** Refuses sizes that a phantom cannot have. */
  public PhantomSpecification {
    if (size.shorterSide() < SHORTEST_SIDE
        || Math.max(size.width(), size.height()) > LONGEST_SIDE) {
      throw new IllegalArgumentException(
          "the sides of a phantom are "
              + SHORTEST_SIDE
              + " to "
              + LONGEST_SIDE
              + " pixels, not "
              + size);
    }
  }

  /** A normal exposure of 8 bits. */
  public static PhantomSpecification of(
      long patient, int view, Size size, PhantomClass phantomClass) {
    return new PhantomSpecification(
        patient, view, size, phantomClass, Exposure.NORMAL, PixelType.U8);
  }

  /** Numbers that all images of the patient share. */
  PhantomRandom patientRandom(PhantomRandom.Stream stream) {
    return PhantomRandom.of(patient, stream);
  }

  /** Numbers of this image alone. */
  PhantomRandom viewRandom(PhantomRandom.Stream stream) {
    return PhantomRandom.of(patient * 31 + view, stream);
  }
}
