/**
 * A thin layer over CUDA's driver API: one interface with the calls that this program makes, and
 * owners that give back what they hold.
 *
 * <p>A {@link dev.xraygpu.gpu.driver.GpuContext} is opened from a {@link
 * dev.xraygpu.gpu.driver.CudaDriver}; modules, streams, events and memory come from it and are
 * closed before it. Nothing here waits for the device except {@code synchronize}.
 */
@NullMarked
package dev.xraygpu.gpu.driver;

import org.jspecify.annotations.NullMarked;
