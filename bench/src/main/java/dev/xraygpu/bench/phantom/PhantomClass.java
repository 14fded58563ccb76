package dev.xraygpu.bench.phantom;

/** What a phantom shows. */
public enum PhantomClass {
  /** Clear lungs. */
  NORMAL("NORMAL"),
  /** One or two dense patches in one part of a lung, as bacterial pneumonia often shows. */
  BACTERIAL_PNEUMONIA("PNEUMONIA"),
  /** Faint, patchy haze around both hila with coarse markings, as viral pneumonia often shows. */
  VIRAL_PNEUMONIA("PNEUMONIA");

  private final String label;

  PhantomClass(String label) {
    this.label = label;
  }

  /** The class's folder in a dataset: {@code NORMAL} or {@code PNEUMONIA}. */
  public String label() {
    return label;
  }
}
