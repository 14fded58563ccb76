/** Images that show the same exposure twice, and groups of them. */
@NullMarked
package dev.xraygpu.duplicate;

import org.jspecify.annotations.NullMarked;
