package dev.xraygpu.bench.phantom;

import dev.xraygpu.image.Size;

/** The sizes of a dataset's images. */
public sealed interface PhantomSizes {
  /**
   * Sizes as in the public pneumonia set: mostly landscape, some almost square, a few portrait.
   *
   * @param shortest least pixels of an image's longer side, at least 200
   * @param longest most pixels of it, at most 8,192
   */
  record Varied(int shortest, int longest) implements PhantomSizes {
    private static final int LEAST = 200;
    private static final int MOST = 8192;

    /** Refuses an empty range, and sides that would be findings of their own. */
    public Varied {
      if (shortest < LEAST || longest < shortest || longest > MOST) {
        throw new IllegalArgumentException(
            "longer sides range within "
                + LEAST
                + " to "
                + MOST
                + " pixels, not from "
                + shortest
                + " to "
                + longest);
      }
    }
  }

  /** All images of one size, as a measurement wants it. */
  record Fixed(Size size) implements PhantomSizes {}
}
