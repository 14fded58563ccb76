/**
 * The stages whose sums OpenCV rounds otherwise on another processor, in Java, which rounds alike
 * on all of them: the bytes that OpenCV gives on x86-64 with AVX2.
 *
 * <p>On 64-bit ARM its compiler makes one operation of a multiplication and an addition, with one
 * rounding, and its linear resize of 8 bits is another one.
 */
@NullMarked
package dev.xraygpu.cpu.portable;

import org.jspecify.annotations.NullMarked;
