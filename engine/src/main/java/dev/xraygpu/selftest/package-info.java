/** Compares every device with what it should compute, on this machine. */
@NullMarked
package dev.xraygpu.selftest;

import org.jspecify.annotations.NullMarked;
