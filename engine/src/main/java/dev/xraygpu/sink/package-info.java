/** What writes the results. */
@NullMarked
package dev.xraygpu.sink;

import org.jspecify.annotations.NullMarked;
