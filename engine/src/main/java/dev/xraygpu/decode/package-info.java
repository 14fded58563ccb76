/** From file bytes to gray pixels: header probe, limits, integrity, decoders. */
@NullMarked
package dev.xraygpu.decode;

import org.jspecify.annotations.NullMarked;
