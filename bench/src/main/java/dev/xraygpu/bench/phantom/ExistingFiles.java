package dev.xraygpu.bench.phantom;

/** What happens to files that are already where a dataset is written. */
public enum ExistingFiles {
  /** They stay, and nothing is written. */
  REFUSE,
  /** Those with a name of the new dataset are replaced; all others stay. */
  REPLACE
}
