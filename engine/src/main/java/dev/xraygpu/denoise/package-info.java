/** What a noise filter takes away from an image beside noise. */
@NullMarked
package dev.xraygpu.denoise;

import org.jspecify.annotations.NullMarked;
