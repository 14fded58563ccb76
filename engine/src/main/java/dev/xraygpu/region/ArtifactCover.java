package dev.xraygpu.region;

import dev.xraygpu.device.Patch;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.pipeline.MaskArtifacts;
import java.util.Arrays;
import java.util.Optional;

/** Makes the patch that covers an artifact. */
final class ArtifactCover {
  private ArtifactCover() {}

  /** The patch, or nothing where the artifact is only to be reported. */
  static Optional<Patch> patch(MaskArtifacts.Action action, HostImage image, Rectangle box) {
    return switch (action) {
      case FILL -> Optional.of(new Patch.Constant(box, medianAround(image, box)));
      case INPAINT -> Optional.of(new Patch.Pixels(box, smooth(image, box)));
      case FLAG -> Optional.empty();
    };
  }

  /** The median of the pixels that touch the box from outside; 0 where there are none. */
  static int medianAround(HostImage image, Rectangle box) {
    int[] values = new int[2 * (box.size().width() + box.size().height())];
    int count = 0;
    for (int x = box.x(); x < box.right(); x++) {
      if (box.y() > 0) {
        values[count++] = image.get(x, box.y() - 1);
      }
      if (box.bottom() < image.size().height()) {
        values[count++] = image.get(x, box.bottom());
      }
    }
    for (int y = box.y(); y < box.bottom(); y++) {
      if (box.x() > 0) {
        values[count++] = image.get(box.x() - 1, y);
      }
      if (box.right() < image.size().width()) {
        values[count++] = image.get(box.right(), y);
      }
    }
    Arrays.sort(values, 0, count);
    return count == 0 ? 0 : values[count / 2];
  }

  /**
   * The {@linkplain Membrane membrane} that is fixed at the pixels around the box, and at their
   * median where the box ends at the image's edge.
   */
  static HostImage smooth(HostImage image, Rectangle box) {
    int width = box.size().width() + 2;
    int height = box.size().height() + 2;
    float[] values = new float[width * height];
    boolean[] inside = new boolean[width * height];
    int start = medianAround(image, box);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int px = box.x() + x - 1;
        int py = box.y() + y - 1;
        boolean rim = x == 0 || y == 0 || x == width - 1 || y == height - 1;
        boolean there =
            px >= 0 && py >= 0 && px < image.size().width() && py < image.size().height();
        values[y * width + x] = rim && there ? image.get(px, py) : start;
        inside[y * width + x] = !rim;
      }
    }
    Membrane.settle(values, inside, width);
    return Membrane.pixels(image.type(), box.size(), values, width + 1, width);
  }
}
