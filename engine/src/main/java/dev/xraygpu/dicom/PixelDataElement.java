package dev.xraygpu.dicom;

import java.nio.ByteOrder;

/**
 * Where a file's pixel data are.
 *
 * @param tag pixel data, or one of the two of floating point
 * @param vr how they are stored
 * @param order of their bytes
 * @param offset of the first byte of the value
 * @param length as declared, which may be more than the file has; {@link #UNDEFINED} if they are in
 *     fragments
 */
record PixelDataElement(int tag, ValueRepresentation vr, ByteOrder order, int offset, long length) {
  static final long UNDEFINED = -1;

  boolean encapsulated() {
    return length == UNDEFINED;
  }
}
