package dev.xraygpu.device;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.util.List;
import java.util.Optional;

/**
 * What was decided on the host for one image, so that every device does the same with it. A lane
 * first takes the summary and the input histogram of the image as it came, then applies the patches
 * in their order, and then gives only the crop to the first stage.
 *
 * @param crop the part of the original that the stages get; all of it if absent
 * @param patches parts of the original that are overwritten; a later one covers an earlier one
 */
public record ImagePlan(Optional<Rectangle> crop, List<Patch> patches) {
  /** The whole image, as it came. */
  public static final ImagePlan UNCHANGED = new ImagePlan(Optional.empty(), List.of());

  /** Copies the list. */
  public ImagePlan {
    patches = List.copyOf(patches);
  }

  /** The part of an image of that size that the stages get. */
  public Rectangle kept(Size size) {
    return crop.orElseGet(() -> Rectangle.whole(size));
  }

  /**
   * Refuses a plan that was made for another image.
   *
   * @throws IllegalArgumentException if the crop or a patch leaves an image of that size, or a
   *     patch's pixels are of another type
   */
  public void requireFits(PixelType type, Size size) {
    crop.ifPresent(kept -> requireInside("a crop", kept, size));
    for (Patch patch : patches) {
      requireInside("a patch", patch.area(), size);
      boolean fits =
          patch instanceof Patch.Pixels given
              ? given.pixels().type() == type
              : ((Patch.Constant) patch).value() <= type.maxValue();
      if (!fits) {
        throw new IllegalArgumentException("a patch that is not of the image's type " + type);
      }
    }
  }

  private static void requireInside(String what, Rectangle part, Size size) {
    if (!part.inside(size)) {
      throw new IllegalArgumentException(what + " of " + part + " in an image of " + size);
    }
  }
}
