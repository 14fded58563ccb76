/** Small copies of images, and how images look at a glance. */
@NullMarked
package dev.xraygpu.thumbnail;

import org.jspecify.annotations.NullMarked;
