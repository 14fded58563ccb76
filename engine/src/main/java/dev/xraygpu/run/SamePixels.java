package dev.xraygpu.run;

import dev.xraygpu.duplicate.ComparedImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds which images have the same pixels, among those that may. They are decoded in the order of
 * their numbers, many groups at a time: two films of the same frames have a group for each frame,
 * and group by group, both files would be read as often as they have frames.
 */
final class SamePixels {
  /** Images that wait at least until they are decoded; what is held of each is a few bytes. */
  private static final int BATCH = 1 << 16;

  private final ComparedImages images;
  private final Fingerprints fingerprints;
  private final Taker taker;
  private final int batch;
  private final List<int[]> waiting = new ArrayList<>();
  private int count;

  /** What an image's pixels are. */
  interface Fingerprints {
    /**
     * Equal texts for equal pixels; nothing if they are gone.
     *
     * @param frame number from 1, or 0 in a file of one image
     */
    Optional<String> of(int ordinal, int frame) throws IOException;
  }

  /** Takes images of the same pixels. */
  interface Taker {
    /** Takes two images or more, not all of one file. */
    void accept(List<Integer> same);
  }

  SamePixels(ComparedImages images, Fingerprints fingerprints, Taker taker) {
    this(images, fingerprints, taker, BATCH);
  }

  SamePixels(ComparedImages images, Fingerprints fingerprints, Taker taker, int batch) {
    this.images = images;
    this.fingerprints = fingerprints;
    this.taker = taker;
    this.batch = batch;
  }

  /** Adds images that may have the same pixels; no image is added twice. */
  void add(int[] alike) throws IOException {
    if (ofOneFile(Arrays.stream(alike))) {
      return;
    }
    waiting.add(alike);
    count += alike.length;
    if (count >= batch) {
      compare();
    }
  }

  /** Compares what was added and not compared yet. */
  void compare() throws IOException {
    // Further frames have numbers behind all others, file by file: a file is read twice at most.
    int[] sorted = waiting.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    @Nullable String[] names = new String[sorted.length];
    Map<String, String> known = new HashMap<>();
    for (int i = 0; i < sorted.length; i++) {
      int image = sorted[i];
      String name = fingerprints.of(images.ordinal(image), images.frame(image)).orElse(null);
      names[i] = name == null ? null : known.computeIfAbsent(name, same -> same);
    }
    for (int[] alike : waiting) {
      Map<String, List<Integer>> byPixels = new LinkedHashMap<>();
      for (int image : alike) {
        String name = names[Arrays.binarySearch(sorted, image)];
        if (name != null) {
          byPixels.computeIfAbsent(name, n -> new ArrayList<>()).add(image);
        }
      }
      for (List<Integer> same : byPixels.values()) {
        if (!ofOneFile(same.stream().mapToInt(image -> image))) {
          taker.accept(same);
        }
      }
    }
    waiting.clear();
    count = 0;
  }

  private boolean ofOneFile(IntStream some) {
    return some.map(images::ordinal).distinct().count() == 1;
  }
}
