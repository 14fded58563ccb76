package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import java.util.OptionalInt;

/** Bits of the containers that hold overlays instead of pixels, as files before 2004 may do. */
final class OverlayBits {
  private static final int OVERLAYS = 16;

  private OverlayBits() {}

  /** A mask of these bits. */
  static int of(DicomDataSet dataSet) {
    int mask = 0;
    for (int i = 0; i < OVERLAYS; i++) {
      int group = i << 17;
      int position = value(dataSet, DicomTag.OVERLAY_BIT_POSITION + group);
      if (value(dataSet, DicomTag.OVERLAY_BITS_ALLOCATED + group) > 1 && position < 16) {
        mask |= 1 << position;
      }
    }
    return mask;
  }

  private static int value(DicomDataSet dataSet, int tag) {
    try {
      OptionalInt value = dataSet.integer(tag);
      return value.isPresent() && value.getAsInt() >= 0 ? value.getAsInt() : 0;
    } catch (DecodeException e) {
      return 0; // an overlay that cannot be read explains no bits
    }
  }
}
