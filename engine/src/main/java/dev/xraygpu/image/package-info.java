/** Pixel types, sizes, rectangles and images in host memory. */
@NullMarked
package dev.xraygpu.image;

import org.jspecify.annotations.NullMarked;
