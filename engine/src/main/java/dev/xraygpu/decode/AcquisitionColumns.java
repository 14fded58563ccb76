package dev.xraygpu.decode;

import java.util.List;

/**
 * The manifest's columns of what a file says about how it was taken. They exist where at least one
 * file says so.
 */
public final class AcquisitionColumns {
  /** Distance of the centres of neighbouring columns, in millimetres. */
  public static final String SPACING_X = "pixel_spacing_x";

  /** Distance of the centres of neighbouring rows, in millimetres. */
  public static final String SPACING_Y = "pixel_spacing_y";

  /** Where that distance is measured: in the patient, or at the detector's surface. */
  public static final String SPACING_AT = "pixel_spacing_at";

  /** Direction of the beam, such as PA, AP or LL. */
  public static final String VIEW = "view_position";

  /** Side of the body: R, L, U or B. */
  public static final String LATERALITY = "laterality";

  /** Part of the body. */
  public static final String BODY_PART = "body_part";

  /** Kind of equipment: CR, DX, CT and so on. */
  public static final String MODALITY = "modality";

  /** What the stored values mean. */
  public static final String PHOTOMETRIC = "photometric";

  /** Bits of a stored value. */
  public static final String BITS_STORED = "bits_stored";

  /** The window that was used, as centre,width or in words. */
  public static final String WINDOW = "window";

  /** Who made the equipment. */
  public static final String MANUFACTURER = "manufacturer";

  /** Peak tube voltage in kV. */
  public static final String KVP = "kvp";

  /** Exposure in mAs. */
  public static final String EXPOSURE = "exposure_mas";

  /** Whether the header says that names are burned in: YES or NO. */
  public static final String BURNED_IN = "burned_in_annotation";

  /** All of them, in the order of the columns. */
  public static final List<String> NAMES =
      List.of(
          SPACING_X,
          SPACING_Y,
          SPACING_AT,
          VIEW,
          LATERALITY,
          BODY_PART,
          MODALITY,
          PHOTOMETRIC,
          BITS_STORED,
          WINDOW,
          MANUFACTURER,
          KVP,
          EXPOSURE,
          BURNED_IN);

  /** Those that hold measured numbers. */
  public static final List<String> NUMBERS = List.of(SPACING_X, SPACING_Y, KVP, EXPOSURE);

  private AcquisitionColumns() {}
}
