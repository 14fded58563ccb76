/** Gray pixels of baseline JPEG files, the same as libjpeg-turbo's, in plain Java. */
@NullMarked
package dev.xraygpu.decode.jpeg;

import org.jspecify.annotations.NullMarked;
