/** What NVIDIA's management library, which comes with the driver, knows of a card. */
@NullMarked
package dev.xraygpu.gpu.nvml;

import org.jspecify.annotations.NullMarked;
