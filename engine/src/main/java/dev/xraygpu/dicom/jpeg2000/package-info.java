/**
 * JPEG 2000 (ISO/IEC 15444-1), with and without loss, in plain Java. What is rare is left to
 * another codec.
 */
@NullMarked
package dev.xraygpu.dicom.jpeg2000;

import org.jspecify.annotations.NullMarked;
