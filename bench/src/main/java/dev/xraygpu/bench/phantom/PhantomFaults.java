package dev.xraygpu.bench.phantom;

/** Whether a dataset holds faults besides its images. */
public enum PhantomFaults {
  /** One of each {@link PlantedFault.Kind}. */
  PLANTED,
  /** Sound images only. */
  NONE
}
