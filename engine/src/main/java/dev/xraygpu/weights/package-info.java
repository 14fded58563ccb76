/**
 * The weights that OpenCV's resizes and its bilateral filter give to pixels, bit for bit: what a
 * device needs that computes these stages itself and promises the same bytes.
 */
@NullMarked
package dev.xraygpu.weights;

import org.jspecify.annotations.NullMarked;
