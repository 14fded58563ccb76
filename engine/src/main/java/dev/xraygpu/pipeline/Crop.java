package dev.xraygpu.pipeline;

import java.util.Locale;

/**
 * Keeps the part of an image that matters. Which part that is, is decided once per image, on the
 * host, from a small copy: every device gets the same rectangle. Where the decision is uncertain,
 * the image stays whole and gets the finding {@code crop-uncertain}.
 *
 * <table>
 * <caption>Contract</caption>
 * <tr><td>pixel types</td><td>8 and 16 bit</td></tr>
 * <tr><td>size</td><td>known once the image is decoded: at most the input's</td></tr>
 * <tr><td>border</td><td>none: pixels are left out, not changed</td></tr>
 * <tr><td>rounding</td><td>whole pixels</td></tr>
 * <tr><td>tolerance</td><td>none on any device</td></tr>
 * <tr><td>source</td><td>our own; the steps to the lungs after Xiong and De la Torre, CVPR
 *     2013</td></tr>
 * </table>
 *
 * @param region what is kept
 * @param margin kept around body and lungs, in per cent of the found box's sides, 0 to 50; without
 *     effect on borders
 */
public record Crop(Region region, double margin) implements Stage {
  /** The margin where none is given. */
  public static final double DEFAULT_MARGIN = 5;

  /** What may be kept. */
  public enum Region {
    /** All but a uniform frame. */
    BORDER,
    /** The thorax, without arms and neck as far as they lie beside it. */
    BODY,
    /** Both lung fields. */
    LUNGS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Refuses margins that cannot be meant. */
  public Crop {
    if (!(margin >= 0 && margin <= 50)) {
      throw new IllegalArgumentException("crop: the margin is 0 to 50 per cent, not " + margin);
    }
  }

  @Override
  public String name() {
    return "crop";
  }

  @Override
  public Kind kind() {
    return Kind.CROP;
  }

  @Override
  public boolean decidedOnHost() {
    return true;
  }
}
