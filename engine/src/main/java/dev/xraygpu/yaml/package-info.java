/** Reads YAML (which JSON is a part of) and remembers where each value stands. */
@NullMarked
package dev.xraygpu.yaml;

import org.jspecify.annotations.NullMarked;
