/** The tables that a run writes: about its samples, their findings, and the dataset as a whole. */
@NullMarked
package dev.xraygpu.table;

import org.jspecify.annotations.NullMarked;
