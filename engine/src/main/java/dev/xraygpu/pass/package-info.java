/** The one pass over a dataset: every file read and decoded once, and what it notes and keeps. */
@NullMarked
package dev.xraygpu.pass;

import org.jspecify.annotations.NullMarked;
