package dev.xraygpu.run;

/** What to do about an earlier run in the same output folder. */
public enum ExistingResults {
  /** Refuse. */
  REFUSE,
  /** Go on with it if it was interrupted; start if there is none. */
  RESUME,
  /** Replace it. */
  OVERWRITE
}
