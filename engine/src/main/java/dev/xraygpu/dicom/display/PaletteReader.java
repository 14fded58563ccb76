package dev.xraygpu.dicom.display;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.DicomDataSet;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.quality.FindingCode;

/** Reads the palette of an image, in one piece or in segments. */
final class PaletteReader {
  private PaletteReader() {}

  /**
   * Reads it.
   *
   * @throws DecodeException {@link FindingCode#UNREADABLE} if a table is missing or broken
   */
  static Palette read(DicomDataSet dataSet) throws DecodeException {
    return new Palette(
        table(
            dataSet,
            DicomTag.RED_PALETTE_DESCRIPTOR,
            DicomTag.RED_PALETTE_DATA,
            DisplayTag.SEGMENTED_RED_PALETTE_DATA),
        table(
            dataSet,
            DicomTag.GREEN_PALETTE_DESCRIPTOR,
            DicomTag.GREEN_PALETTE_DATA,
            DisplayTag.SEGMENTED_GREEN_PALETTE_DATA),
        table(
            dataSet,
            DicomTag.BLUE_PALETTE_DESCRIPTOR,
            DicomTag.BLUE_PALETTE_DATA,
            DisplayTag.SEGMENTED_BLUE_PALETTE_DATA));
  }

  private static LookUpTable table(DicomDataSet dataSet, int descriptor, int data, int segments)
      throws DecodeException {
    // Without value representations, only this tells whether the first value can be negative.
    boolean signed = dataSet.integer(DicomTag.PIXEL_REPRESENTATION).orElse(0) == 1;
    return dataSet.contains(data) || !dataSet.contains(segments)
        ? LutReader.read(dataSet, descriptor, data, signed)
        : SegmentedPalette.read(dataSet, descriptor, segments, signed);
  }
}
