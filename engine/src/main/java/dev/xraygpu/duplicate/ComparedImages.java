package dev.xraygpu.duplicate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;

/**
 * Numbers of what is compared: a file of one image, or the first frame of a file of several, has
 * the number of its sample; all further frames follow behind the samples, file by file. So numbers
 * do not depend on the order in which frames were read.
 *
 * <p>Takes eight bytes per further frame. Not thread-safe while rows are added.
 */
public final class ComparedImages {
  private final int samples;
  private final BitSet firstFrames = new BitSet();
  private int[] ordinals = {};
  private int[] frames = {};
  private int further;

  /** Images of a dataset of so many samples, each of one image as long as no frames are added. */
  public ComparedImages(int samples) {
    this.samples = samples;
  }

  /**
   * Adds a row, in the order of the manifest.
   *
   * @param ordinal of the sample
   * @param frame number from 1 in a file of several, else 0
   * @return the number of the image
   */
  public int add(int ordinal, int frame) {
    if (frame == 1) {
      firstFrames.set(ordinal);
    }
    if (frame <= 1) {
      return ordinal;
    }
    if (further == ordinals.length) {
      int room = Math.max(16, 2 * further);
      ordinals = Arrays.copyOf(ordinals, room);
      frames = Arrays.copyOf(frames, room);
    }
    ordinals[further] = ordinal;
    frames[further] = frame;
    return samples + further++;
  }

  /** One more than the largest number. */
  public int size() {
    return samples + further;
  }

  /** How many samples there are: what has a number from here on is a further frame. */
  int samples() {
    return samples;
  }

  /** Whether any file has several frames. */
  public boolean hasFrames() {
    return further > 0;
  }

  /** The sample that an image is, or is a frame of. */
  public int ordinal(int image) {
    return image < samples ? image : ordinals[image - samples];
  }

  /** The frame's number from 1, or 0 in a file of one image. */
  public int frame(int image) {
    if (image < samples) {
      return firstFrames.get(image) ? 1 : 0;
    }
    return frames[image - samples];
  }

  /** The order of the manifest: by sample, then by frame. */
  public Comparator<Integer> inOrder() {
    return Comparator.<Integer>comparingInt(this::ordinal).thenComparingInt(this::frame);
  }

  /** Whether two images are of one file. */
  public boolean sameFile(int one, int other) {
    return ordinal(one) == ordinal(other);
  }

  /** The number of a frame, or of a file of one image for frame 0; -1 for one never added. */
  public int image(int ordinal, int frame) {
    if (frame <= 1) {
      return ordinal;
    }
    int low = 0;
    int high = further - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order =
          ordinals[middle] == ordinal
              ? Integer.compare(frames[middle], frame)
              : Integer.compare(ordinals[middle], ordinal);
      if (order == 0) {
        return samples + middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** The numbers of all images of a file, in their order. */
  public int[] imagesOf(int ordinal) {
    int from = 0;
    int high = further;
    while (from < high) {
      int middle = (from + high) >>> 1;
      if (ordinals[middle] < ordinal) {
        from = middle + 1;
      } else {
        high = middle;
      }
    }
    int end = from;
    while (end < further && ordinals[end] == ordinal) {
      end++;
    }
    int[] images = new int[1 + end - from];
    images[0] = ordinal;
    for (int i = from; i < end; i++) {
      images[1 + i - from] = samples + i;
    }
    return images;
  }
}
