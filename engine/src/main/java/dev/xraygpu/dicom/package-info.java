/** DICOM files: data set, transfer syntaxes and stored pixel values, before any look-up table. */
@NullMarked
package dev.xraygpu.dicom;

import org.jspecify.annotations.NullMarked;
