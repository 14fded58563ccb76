package dev.xraygpu.gpu;

import java.util.List;
import java.util.stream.Collectors;

/** For which GPUs a library holds code. */
public sealed interface MachineCode {
  /** Whether it runs on such a GPU. */
  boolean runsOn(ComputeCapability capability);

  /** What it is for, as part of a sentence. */
  String describe();

  /**
   * Code of certain generations, and nothing that a driver could compile for others.
   *
   * @param built for each of them; it also runs on later ones of the same major number
   */
  record Binaries(List<ComputeCapability> built) implements MachineCode {
    /** Keeps the list. */
    public Binaries {
      built = List.copyOf(built);
    }

    @Override
    public boolean runsOn(ComputeCapability capability) {
      return built.stream()
          .anyMatch(b -> b.major() == capability.major() && b.minor() <= capability.minor());
    }

    @Override
    public String describe() {
      return built.stream().map(ComputeCapability::toString).collect(Collectors.joining(", "));
    }
  }

  /**
   * PTX, which the driver compiles for the GPU at hand.
   *
   * @param oldest and all later ones
   */
  record Ptx(ComputeCapability oldest) implements MachineCode {
    @Override
    public boolean runsOn(ComputeCapability capability) {
      return oldest.compareTo(capability) <= 0;
    }

    @Override
    public String describe() {
      return oldest + " and later";
    }
  }
}
