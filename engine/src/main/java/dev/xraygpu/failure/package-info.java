/** What a run says when it cannot go on, and how it shows foreign text. */
@NullMarked
package dev.xraygpu.failure;

import org.jspecify.annotations.NullMarked;
