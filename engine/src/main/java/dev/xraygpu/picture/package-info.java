/** Pictures to look at: images after their stages, histograms, boxes, contact sheets. */
@NullMarked
package dev.xraygpu.picture;

import org.jspecify.annotations.NullMarked;
