/** Codecs of single frames of encapsulated pixel data, and how they are found and compared. */
@NullMarked
package dev.xraygpu.dicom.codec;

import org.jspecify.annotations.NullMarked;
