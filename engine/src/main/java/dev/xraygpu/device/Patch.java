package dev.xraygpu.device;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;

/**
 * A part of an image whose pixels are replaced before the first stage, such as a burned-in letter.
 */
public sealed interface Patch {
  /** What is replaced, in pixels of the original. */
  Rectangle area();

  /**
   * One value everywhere.
   *
   * @param area what is replaced
   * @param value in the pixels' own unit, 0 to their type's {@code maxValue()}
   */
  record Constant(Rectangle area, int value) implements Patch {
    /** Refuses values that no pixel type holds. */
    public Constant {
      if (value < 0 || value > PixelType.U16.maxValue()) {
        throw new IllegalArgumentException("a patch of the value " + value);
      }
    }
  }

  /**
   * Given pixels.
   *
   * @param area what is replaced
   * @param pixels of the area's size and the image's type, in memory that nobody changes until the
   *     batch is done
   */
  record Pixels(Rectangle area, HostImage pixels) implements Patch {
    /** Refuses pixels of another size. */
    public Pixels {
      if (!pixels.size().equals(area.size())) {
        throw new IllegalArgumentException(
            "a patch of " + area.size() + " with " + pixels.size() + " pixels");
      }
    }
  }
}
