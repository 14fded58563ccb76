package dev.xraygpu.gpu.cuda;

import java.util.Locale;

/** The kernels of {@code src/main/cuda}, by the names they have there. */
enum Kernel {
  BILATERAL_8,
  BILATERAL_16,
  BILATERAL_COLORS,
  BILATERAL_RANGE,
  CLAHE_HISTOGRAM_16,
  CLAHE_INTERPOLATE,
  CLAHE_TABLES_8,
  CLAHE_TABLES_8_BY_WARP,
  CLAHE_TABLES_16,
  CROP,
  INPUT_HISTOGRAM,
  MEDIAN_3,
  MEDIAN_5,
  NON_LOCAL_MEANS,
  NORMALIZE,
  PATCH,
  PROCESSED_HISTOGRAM,
  RESIZE_AREA,
  RESIZE_LINEAR,
  SUMMARIZE,
  THUMBNAIL;

  /** Its name in the module. */
  String entry() {
    return name().toLowerCase(Locale.ROOT);
  }
}
