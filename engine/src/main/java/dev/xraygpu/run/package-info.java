/** The one pass over a dataset, its journal and its report. */
@NullMarked
package dev.xraygpu.run;

import org.jspecify.annotations.NullMarked;
