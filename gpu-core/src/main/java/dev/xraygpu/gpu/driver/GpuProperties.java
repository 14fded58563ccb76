package dev.xraygpu.gpu.driver;

/**
 * One GPU.
 *
 * @param index its place in the driver's order, from 0
 * @param name such as {@code NVIDIA H200}
 * @param major first part of its compute capability: 9 of 9.0
 * @param minor second part
 * @param memoryBytes all of its memory
 */
public record GpuProperties(int index, String name, int major, int minor, long memoryBytes) {
  /** The compute capability, such as {@code 9.0}. */
  public String computeCapability() {
    return major + "." + minor;
  }
}
