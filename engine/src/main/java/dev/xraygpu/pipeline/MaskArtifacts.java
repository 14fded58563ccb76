package dev.xraygpu.pipeline;

import java.util.Locale;

/**
 * Finds what was put onto an image, such as burned-in letters and side markers, and covers it. What
 * is covered with what, is decided once per image, on the host: every device gets the same pixels.
 * The finding {@code burned-in-text} tells each box.
 *
 * <table>
 * <caption>Contract</caption>
 * <tr><td>pixel types</td><td>8 and 16 bit</td></tr>
 * <tr><td>size</td><td>kept</td></tr>
 * <tr><td>border</td><td>of a box at the image's edge, only the sides inside count</td></tr>
 * <tr><td>rounding</td><td>fill: a median, none; inpaint: single precision, to the nearest</td></tr>
 * <tr><td>tolerance</td><td>none on any device</td></tr>
 * <tr><td>source</td><td>our own</td></tr>
 * </table>
 *
 * @param action what becomes of a found artifact
 */
public record MaskArtifacts(Action action) implements Stage {
  /** What may become of an artifact. */
  public enum Action {
    /** Its box gets the median of the pixels around it. */
    FILL,
    /** Its box is filled smoothly from its edges. This invents pixels. */
    INPAINT,
    /** It stays and is reported. */
    FLAG;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String name() {
    return "mask-artifacts";
  }

  @Override
  public Kind kind() {
    return Kind.MASK;
  }

  @Override
  public boolean decidedOnHost() {
    return true;
  }
}
