/**
 * JPEG 2000 without loss (ISO/IEC 15444-1, the reversible 5-3 transform), in plain Java. What is
 * rare, or loses information, is left to another codec.
 */
@NullMarked
package dev.xraygpu.dicom.jpeg2000;

import org.jspecify.annotations.NullMarked;
