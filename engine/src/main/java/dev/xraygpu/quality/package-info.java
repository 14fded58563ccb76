/** Findings: what is wrong with a sample or a dataset. */
@NullMarked
package dev.xraygpu.quality;

import org.jspecify.annotations.NullMarked;
