package dev.xraygpu.gpu;

import java.util.Comparator;

/**
 * The generation of a GPU, in NVIDIA's numbers.
 *
 * @param major machine code runs on its own major number only
 * @param minor and there on its own minor number and later ones
 */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
  @Override
  public int compareTo(ComputeCapability other) {
    return Comparator.comparingInt(ComputeCapability::major)
        .thenComparingInt(ComputeCapability::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
