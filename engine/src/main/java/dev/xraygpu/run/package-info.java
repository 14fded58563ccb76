/** Whole runs: from the scan over the pass to results that are published when they are whole. */
@NullMarked
package dev.xraygpu.run;

import org.jspecify.annotations.NullMarked;
