/** Deflate data (RFC 1951), decompressed in plain Java. */
@NullMarked
package dev.xraygpu.decode.deflate;

import org.jspecify.annotations.NullMarked;
