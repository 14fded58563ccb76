/** The stages of the pipeline: what is done to an image, never how. */
@NullMarked
package dev.xraygpu.pipeline;

import org.jspecify.annotations.NullMarked;
