/** Measurements. */
@NullMarked
package dev.xraygpu.bench;

import org.jspecify.annotations.NullMarked;
