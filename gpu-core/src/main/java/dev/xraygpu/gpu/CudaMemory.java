package dev.xraygpu.gpu;

/**
 * A GPU's memory at one moment.
 *
 * @param free bytes nobody uses
 * @param total bytes there are
 */
public record CudaMemory(long free, long total) {}
