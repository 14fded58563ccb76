package dev.xraygpu.bench.phantom;

/**
 * A fault that was put into a dataset on purpose.
 *
 * @param path the file, relative to the dataset's root, with {@code /}
 * @param kind what is wrong with it
 */
public record PlantedFault(String path, Kind kind) {
  /** What can be planted. */
  public enum Kind {
    /** A JPEG whose last 40 % are missing. */
    TRUNCATED_JPEG,
    /** A file of zero bytes with an image's name. */
    EMPTY_FILE,
    /** An exposure that failed: mean under 5 of 255. */
    NEARLY_BLACK,
    /** One gray value everywhere. */
    CONSTANT,
    /** A side of 40 pixels: too small to be used. */
    TINY,
    /** A side of 80 pixels: usable, but suspicious. */
    SMALL,
    /** A PNG named {@code .jpeg}. */
    WRONG_EXTENSION,
    /** Text named {@code .jpg}. */
    TEXT_FILE,
    /** A GIF. */
    GIF,
    /** A JPEG of three components with a colour cast. */
    COLOR_JPEG,
    /** A JPEG that is upright only after its EXIF orientation was applied; no fault if it is. */
    EXIF_ROTATED,
    /** A file of the test split with the bytes of one of the training split. */
    DUPLICATE_ACROSS_SPLITS,
    /** An image of the validation split whose patient has another one in the training split. */
    PATIENT_IN_TWO_SPLITS,
    /** A {@code .DS_Store} of macOS, which is ignored. */
    DS_STORE
  }
}
