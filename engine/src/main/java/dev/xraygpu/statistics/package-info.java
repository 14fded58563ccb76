/** Exact histograms and the mean and standard deviation that follow from them. */
@NullMarked
package dev.xraygpu.statistics;

import org.jspecify.annotations.NullMarked;
