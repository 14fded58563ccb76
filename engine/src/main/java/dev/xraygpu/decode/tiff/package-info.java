/** Gray pixels of TIFF files, straight from their strips or tiles, in plain Java. */
@NullMarked
package dev.xraygpu.decode.tiff;

import org.jspecify.annotations.NullMarked;
