/** What a run says when it cannot go on. */
@NullMarked
package dev.xraygpu.failure;

import org.jspecify.annotations.NullMarked;
