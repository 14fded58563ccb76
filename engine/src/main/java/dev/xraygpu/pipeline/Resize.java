package dev.xraygpu.pipeline;

import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.util.Optional;

/**
 * Resizes to one fixed size.
 *
 * <table>
 * <caption>Contract</caption>
 * <tr><td>pixel types</td><td>8 and 16 bit</td></tr>
 * <tr><td>size</td><td>{@code target}, whatever the input's</td></tr>
 * <tr><td>border</td><td>letterbox: black (0), the smaller half of the padding at the left and top;
 *     samples outside of the image repeat its edge</td></tr>
 * <tr><td>rounding</td><td>8 bit linear: fixed point, 11 bits; area and 16 bit: single precision,
 *     half to even</td></tr>
 * <tr><td>tolerance</td><td>cpu: none, it is the reference</td></tr>
 * <tr><td>source</td><td>{@code cv::resize} and {@code cv::copyMakeBorder} of OpenCV 4.13</td></tr>
 * </table>
 *
 * @param target size of the result, each side 1 to 16,384
 * @param fit what to do about other proportions
 * @param interpolation how pixels are computed
 */
public record Resize(Size target, Fit fit, Interpolation interpolation) implements Stage {
  /** The longest side. */
  static final int MAX_SIDE = 16_384;

  /** How many pixels one new pixel averages at most: so many bright ones add up to 31 bits. */
  static final long MAX_COVERED = Integer.MAX_VALUE / 255;

  /** Refuses targets that no model reads. */
  public Resize {
    if (Math.max(target.width(), target.height()) > MAX_SIDE) {
      throw new IllegalArgumentException(
          "resize: a side is at most " + MAX_SIDE + " pixels, not " + target);
    }
  }

  @Override
  public String name() {
    return "resize";
  }

  @Override
  public Kind kind() {
    return Kind.RESIZE;
  }

  @Override
  public Size outputSize(Size input) {
    return target;
  }

  @Override
  public Optional<String> refusal(Size input) {
    Size content = place(Rectangle.whole(input)).content();
    boolean averages =
        interpolation == Interpolation.AREA
            && input.width() >= content.width()
            && input.height() >= content.height();
    if (!averages || input.area() <= MAX_COVERED * content.area()) {
      return Optional.empty();
    }
    return Optional.of(
        "each new pixel would be the average of "
            + input.area() / content.area()
            + " pixels, and area interpolation adds up at most "
            + MAX_COVERED
            + ": take a larger --size, or --interpolation linear");
  }

  /** Where a part of an image comes to lie. */
  public Placement place(Rectangle source) {
    return switch (fit) {
      case LETTERBOX -> Placement.letterbox(source, target);
      case STRETCH -> Placement.stretch(source, target);
    };
  }
}
