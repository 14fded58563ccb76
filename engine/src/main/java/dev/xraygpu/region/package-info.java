/**
 * Looks at an image before the stages: which part of it matters, and what was burned into it. All
 * decisions are made here, on the host and in Java's own exact arithmetic, so that every device
 * gets the same ones.
 */
@NullMarked
package dev.xraygpu.region;

import org.jspecify.annotations.NullMarked;
