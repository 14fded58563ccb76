/** The CUDA devices. */
@NullMarked
package dev.xraygpu.gpu;

import org.jspecify.annotations.NullMarked;
