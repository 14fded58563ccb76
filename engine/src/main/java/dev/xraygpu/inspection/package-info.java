/** One file, or the first files of a folder, after each stage, to be looked at. */
@NullMarked
package dev.xraygpu.inspection;

import org.jspecify.annotations.NullMarked;
