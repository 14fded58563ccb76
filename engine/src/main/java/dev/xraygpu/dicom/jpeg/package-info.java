/**
 * JPEG as DICOM uses it (ISO/IEC 10918-1): sequential and progressive with 8 or 12 bits, and
 * lossless with 2 to 16 bits, all with Huffman codes. Samples come out as they are stored, without
 * a conversion of colours.
 */
@NullMarked
package dev.xraygpu.dicom.jpeg;

import org.jspecify.annotations.NullMarked;
