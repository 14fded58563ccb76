/** The CPU device and the image decoders, on OpenCV. */
@NullMarked
package dev.xraygpu.cpu;

import org.jspecify.annotations.NullMarked;
