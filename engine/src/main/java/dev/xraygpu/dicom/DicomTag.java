package dev.xraygpu.dicom;

import java.util.Locale;

/** Tags that the program reads: group in the upper, element in the lower 16 bits (PS3.6). */
public final class DicomTag {
  // Names and types are in DicomDictionary.
  public static final int MEDIA_STORAGE_SOP_CLASS_UID = 0x0002_0002;
  public static final int TRANSFER_SYNTAX_UID = 0x0002_0010;
  public static final int SPECIFIC_CHARACTER_SET = 0x0008_0005;
  public static final int RECOGNITION_CODE = 0x0008_0010;
  public static final int SOP_CLASS_UID = 0x0008_0016;
  public static final int MODALITY = 0x0008_0060;
  public static final int MANUFACTURER = 0x0008_0070;
  public static final int PATIENT_ID = 0x0010_0020;
  public static final int BODY_PART_EXAMINED = 0x0018_0015;
  public static final int KVP = 0x0018_0060;
  public static final int EXPOSURE = 0x0018_1152;
  public static final int IMAGER_PIXEL_SPACING = 0x0018_1164;
  public static final int VIEW_POSITION = 0x0018_5101;
  public static final int LATERALITY = 0x0020_0060;
  public static final int IMAGE_LATERALITY = 0x0020_0062;
  public static final int SAMPLES_PER_PIXEL = 0x0028_0002;
  public static final int PHOTOMETRIC_INTERPRETATION = 0x0028_0004;
  public static final int PLANAR_CONFIGURATION = 0x0028_0006;
  public static final int NUMBER_OF_FRAMES = 0x0028_0008;
  public static final int ROWS = 0x0028_0010;
  public static final int COLUMNS = 0x0028_0011;
  public static final int PIXEL_SPACING = 0x0028_0030;
  public static final int BITS_ALLOCATED = 0x0028_0100;
  public static final int BITS_STORED = 0x0028_0101;
  public static final int HIGH_BIT = 0x0028_0102;
  public static final int PIXEL_REPRESENTATION = 0x0028_0103;
  public static final int PIXEL_PADDING_VALUE = 0x0028_0120;
  public static final int PIXEL_PADDING_RANGE_LIMIT = 0x0028_0121;
  public static final int BURNED_IN_ANNOTATION = 0x0028_0301;
  public static final int WINDOW_CENTER = 0x0028_1050;
  public static final int WINDOW_WIDTH = 0x0028_1051;
  public static final int RESCALE_INTERCEPT = 0x0028_1052;
  public static final int RESCALE_SLOPE = 0x0028_1053;
  public static final int VOI_LUT_FUNCTION = 0x0028_1056;
  public static final int RED_PALETTE_DESCRIPTOR = 0x0028_1101;
  public static final int GREEN_PALETTE_DESCRIPTOR = 0x0028_1102;
  public static final int BLUE_PALETTE_DESCRIPTOR = 0x0028_1103;
  public static final int RED_PALETTE_DATA = 0x0028_1201;
  public static final int GREEN_PALETTE_DATA = 0x0028_1202;
  public static final int BLUE_PALETTE_DATA = 0x0028_1203;
  public static final int LOSSY_IMAGE_COMPRESSION = 0x0028_2110;
  public static final int MODALITY_LUT_SEQUENCE = 0x0028_3000;
  public static final int LUT_DESCRIPTOR = 0x0028_3002;
  public static final int LUT_DATA = 0x0028_3006;
  public static final int VOI_LUT_SEQUENCE = 0x0028_3010;
  public static final int OVERLAY_BITS_ALLOCATED = 0x6000_0100;
  public static final int OVERLAY_BIT_POSITION = 0x6000_0102;
  public static final int EXTENDED_OFFSET_TABLE = 0x7FE0_0001;
  public static final int FLOAT_PIXEL_DATA = 0x7FE0_0008;
  public static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7FE0_0009;
  public static final int PIXEL_DATA = 0x7FE0_0010;

  static final int ITEM = 0xFFFE_E000;
  static final int ITEM_END = 0xFFFE_E00D;
  static final int SEQUENCE_END = 0xFFFE_E0DD;

  private DicomTag() {}

  /** The usual form of a tag, such as {@code (0028,0010)}. */
  public static String format(int tag) {
    return String.format(Locale.ROOT, "(%04X,%04X)", tag >>> 16, tag & 0xffff);
  }

  /** The tag with the name of a known attribute behind it. */
  public static String describe(int tag) {
    String keyword = DicomDictionary.keyword(tag);
    return keyword.isEmpty() ? format(tag) : format(tag) + " " + keyword;
  }
}
