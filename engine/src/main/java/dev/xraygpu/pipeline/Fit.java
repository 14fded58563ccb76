package dev.xraygpu.pipeline;

/** What happens to an image whose proportions are not the target's. */
public enum Fit {
  /** Proportions are kept, the rest is black. */
  LETTERBOX,
  /** The image is stretched. */
  STRETCH
}
