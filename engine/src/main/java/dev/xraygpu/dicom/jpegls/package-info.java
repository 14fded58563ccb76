/** JPEG-LS (ISO/IEC 14495-1), lossless and near-lossless, with 2 to 16 bits. */
@NullMarked
package dev.xraygpu.dicom.jpegls;

import org.jspecify.annotations.NullMarked;
