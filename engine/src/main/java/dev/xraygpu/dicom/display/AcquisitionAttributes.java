package dev.xraygpu.dicom.display;

import static dev.xraygpu.decode.AcquisitionColumns.BITS_STORED;
import static dev.xraygpu.decode.AcquisitionColumns.BODY_PART;
import static dev.xraygpu.decode.AcquisitionColumns.BURNED_IN;
import static dev.xraygpu.decode.AcquisitionColumns.EXPOSURE;
import static dev.xraygpu.decode.AcquisitionColumns.KVP;
import static dev.xraygpu.decode.AcquisitionColumns.LATERALITY;
import static dev.xraygpu.decode.AcquisitionColumns.MANUFACTURER;
import static dev.xraygpu.decode.AcquisitionColumns.MODALITY;
import static dev.xraygpu.decode.AcquisitionColumns.PHOTOMETRIC;
import static dev.xraygpu.decode.AcquisitionColumns.SPACING_AT;
import static dev.xraygpu.decode.AcquisitionColumns.SPACING_X;
import static dev.xraygpu.decode.AcquisitionColumns.SPACING_Y;
import static dev.xraygpu.decode.AcquisitionColumns.VIEW;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.DicomDataSet;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.IdentifyingText;
import dev.xraygpu.dicom.PixelLayout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a header says of how an image was taken. Only numbers, code strings of the form that DICOM
 * prescribes and the manufacturer's name pass; what is malformed is left out.
 */
final class AcquisitionAttributes {
  private final DicomDataSet dataSet;
  private final FunctionalGroups groups;
  private final IdentifyingText identifying;
  private final Map<String, String> columns = new LinkedHashMap<>();

  private AcquisitionAttributes(DicomDataSet dataSet, int frame) {
    this.dataSet = dataSet;
    this.groups = new FunctionalGroups(dataSet, frame);
    this.identifying = IdentifyingText.of(dataSet);
  }

  /**
   * The columns of one frame.
   *
   * @param frame from 1
   */
  static Map<String, String> of(DicomDataSet dataSet, PixelLayout layout, int frame) {
    AcquisitionAttributes attributes = new AcquisitionAttributes(dataSet, frame);
    attributes.spacing();
    attributes.code(VIEW, dataSet, DicomTag.VIEW_POSITION);
    attributes.laterality();
    attributes.code(BODY_PART, dataSet, DicomTag.BODY_PART_EXAMINED);
    attributes.code(MODALITY, dataSet, DicomTag.MODALITY);
    attributes.code(PHOTOMETRIC, dataSet, DicomTag.PHOTOMETRIC_INTERPRETATION);
    attributes.columns.put(BITS_STORED, Integer.toString(layout.bitsStored()));
    attributes.manufacturer();
    attributes.number(KVP, DicomTag.KVP, 1);
    attributes.exposure();
    attributes.code(BURNED_IN, dataSet, DicomTag.BURNED_IN_ANNOTATION);
    return attributes.columns;
  }

  private void code(String column, DicomDataSet from, int tag) {
    from.text(tag)
        .flatMap(identifying::asCode)
        .ifPresent(code -> columns.putIfAbsent(column, code));
  }

  private void manufacturer() {
    dataSet
        .text(DicomTag.MANUFACTURER)
        .flatMap(identifying::asName)
        .ifPresent(name -> columns.put(MANUFACTURER, name));
  }

  private void laterality() {
    code(LATERALITY, dataSet, DicomTag.IMAGE_LATERALITY);
    code(
        LATERALITY,
        groups.with(DisplayTag.FRAME_ANATOMY_SEQUENCE, DisplayTag.FRAME_LATERALITY),
        DisplayTag.FRAME_LATERALITY);
    code(LATERALITY, dataSet, DicomTag.LATERALITY);
  }

  // Spacing in the patient is a calibration; if it merely repeats the detector's, it is none.
  private void spacing() {
    double[] patient =
        pair(
            groups.with(DisplayTag.PIXEL_MEASURES_SEQUENCE, DicomTag.PIXEL_SPACING),
            DicomTag.PIXEL_SPACING);
    double[] detector = pair(dataSet, DicomTag.IMAGER_PIXEL_SPACING);
    double[] film = pair(dataSet, DisplayTag.NOMINAL_SCANNED_PIXEL_SPACING);
    if (patient.length > 0 && !Arrays.equals(patient, detector)) {
      spacing(patient, "patient");
    } else if (detector.length > 0) {
      spacing(detector, "detector");
    } else if (film.length > 0) {
      spacing(film, "film");
    }
  }

  private void spacing(double[] rowsThenColumns, String where) {
    columns.put(SPACING_X, text(rowsThenColumns[1]));
    columns.put(SPACING_Y, text(rowsThenColumns[0]));
    columns.put(SPACING_AT, where);
  }

  private static double[] pair(DicomDataSet from, int tag) {
    try {
      double[] numbers = from.numbers(tag);
      boolean usable = numbers.length >= 2 && numbers[0] > 0 && numbers[1] > 0;
      return usable ? Arrays.copyOf(numbers, 2) : new double[0];
    } catch (DecodeException e) {
      return new double[0]; // not a number: as good as absent
    }
  }

  private void number(String column, int tag, double unit) {
    try {
      double value = dataSet.number(tag).orElse(Double.NaN) * unit;
      if (Double.isFinite(value)) {
        columns.putIfAbsent(column, text(value));
      }
    } catch (DecodeException e) {
      return; // not a number: as good as absent
    }
  }

  // The attribute in whole mAs comes last, because it rounds.
  private void exposure() {
    number(EXPOSURE, DisplayTag.EXPOSURE_IN_MICRO_AS, 1e-3);
    number(EXPOSURE, DisplayTag.EXPOSURE_IN_MAS, 1);
    number(EXPOSURE, DicomTag.EXPOSURE, 1);
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Whether the header says that names are burned into the pixels. */
  static boolean saysBurnedIn(DicomDataSet dataSet) {
    Optional<String> text = dataSet.text(DicomTag.BURNED_IN_ANNOTATION);
    return text.isPresent() && text.get().strip().equalsIgnoreCase("YES");
  }
}
