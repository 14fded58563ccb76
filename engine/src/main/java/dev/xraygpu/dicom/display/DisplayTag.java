package dev.xraygpu.dicom.display;

/** Tags that only the display of pixels and the manifest's columns need (PS3.6). */
final class DisplayTag {
  static final int FRAME_LATERALITY = 0x0020_9072;
  static final int FRAME_ANATOMY_SEQUENCE = 0x0020_9071;
  static final int NOMINAL_SCANNED_PIXEL_SPACING = 0x0018_2010;
  static final int EXPOSURE_IN_MICRO_AS = 0x0018_1153;
  static final int EXPOSURE_IN_MAS = 0x0018_9332;
  static final int PIXEL_MEASURES_SEQUENCE = 0x0028_9110;
  static final int FRAME_VOI_LUT_SEQUENCE = 0x0028_9132;
  static final int PIXEL_VALUE_TRANSFORMATION_SEQUENCE = 0x0028_9145;
  static final int SEGMENTED_RED_PALETTE_DATA = 0x0028_1221;
  static final int SEGMENTED_GREEN_PALETTE_DATA = 0x0028_1222;
  static final int SEGMENTED_BLUE_PALETTE_DATA = 0x0028_1223;
  static final int SHARED_FUNCTIONAL_GROUPS_SEQUENCE = 0x5200_9229;
  static final int PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE = 0x5200_9230;
  static final int PRESENTATION_LUT_SHAPE = 0x2050_0020;

  private DisplayTag() {}
}
