/** The device SPI: what runs the pixel stages, and how one is chosen. */
@NullMarked
package dev.xraygpu.device;

import org.jspecify.annotations.NullMarked;
