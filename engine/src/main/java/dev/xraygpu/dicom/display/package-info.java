/** From stored values to the gray values that a workstation shows (DICOM PS3.3 and PS3.4). */
@NullMarked
package dev.xraygpu.dicom.display;

import org.jspecify.annotations.NullMarked;
