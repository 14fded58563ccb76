package dev.xraygpu.dataset;

import dev.xraygpu.quality.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A file as the walk over the folders found it.
 *
 * @param path relative to the root, see {@link Sample#path}
 * @param bytes its length; 0 if it cannot be read
 * @param rejection why it cannot be read, if so
 */
record FileEntry(String path, long bytes, @Nullable Finding rejection) {}
