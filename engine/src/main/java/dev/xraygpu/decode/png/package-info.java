/** Gray pixels of gray and coloured PNG files, the same as libpng's, in plain Java. */
@NullMarked
package dev.xraygpu.decode.png;

import org.jspecify.annotations.NullMarked;
