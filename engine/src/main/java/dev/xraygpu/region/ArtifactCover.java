package dev.xraygpu.region;

import dev.xraygpu.device.Patch;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.pipeline.MaskArtifacts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Makes the patch that covers an artifact. */
final class ArtifactCover {
  // Enough for boxes of a tenth of an image's side: what is left is under a gray level.
  private static final int MOST_ROUNDS = 400;
  private static final float OVER_RELAXATION = 1.9f;

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
   * The membrane that is fixed at the pixels around the box: every pixel is the mean of its four
   * neighbours (Laplace's equation), found by successive over-relaxation.
   */
  static HostImage smooth(HostImage image, Rectangle box) {
    int width = box.size().width() + 2;
    int height = box.size().height() + 2;
    float[] values = new float[width * height];
    int start = medianAround(image, box);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int px = box.x() + x - 1;
        int py = box.y() + y - 1;
        boolean rim = x == 0 || y == 0 || x == width - 1 || y == height - 1;
        boolean there =
            px >= 0 && py >= 0 && px < image.size().width() && py < image.size().height();
        values[y * width + x] = rim && there ? image.get(px, py) : start;
      }
    }
    for (int round = 0; round < MOST_ROUNDS && relax(values, width, height); round++) {
      // Until nothing moves any more.
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(HostImage.bytesFor(image.type(), box.size())));
    HostImage result = new HostImage(image.type(), box.size(), bytes);
    int max = image.type().maxValue();
    for (int y = 0; y < box.size().height(); y++) {
      for (int x = 0; x < box.size().width(); x++) {
        int value = Math.max(0, Math.min(max, Math.round(values[(y + 1) * width + x + 1])));
        int at = y * box.size().width() + x;
        if (image.type() == PixelType.U8) {
          result.pixels().put(at, (byte) value);
        } else {
          result.pixels().putChar(2 * at, (char) value);
        }
      }
    }
    return result;
  }

  private static boolean relax(float[] values, int width, int height) {
    float largest = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        float mean =
            (values[at - 1] + values[at + 1] + values[at - width] + values[at + width]) / 4;
        float move = OVER_RELAXATION * (mean - values[at]);
        values[at] += move;
        largest = Math.max(largest, Math.abs(move));
      }
    }
    return largest > 0.1f;
  }
}
