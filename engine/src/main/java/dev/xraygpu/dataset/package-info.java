/** Samples: where the files are, and their split, label and patient. */
@NullMarked
package dev.xraygpu.dataset;

import org.jspecify.annotations.NullMarked;
