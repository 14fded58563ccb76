/** How measures of images are distributed, and what stands out: outliers and shortcuts. */
@NullMarked
package dev.xraygpu.distribution;

import org.jspecify.annotations.NullMarked;
