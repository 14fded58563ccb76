/**
 * NVIDIA's JPEG decoder, to compare with: no device uses it. It needs {@code libnvjpeg.so.13} of a
 * CUDA 13 toolkit.
 */
@NullMarked
package dev.xraygpu.gpu.nvjpeg;

import org.jspecify.annotations.NullMarked;
