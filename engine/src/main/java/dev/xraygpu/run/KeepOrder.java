package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.image.Size;
import dev.xraygpu.pass.SampleOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Which of several copies to keep: the most pixels, the most bits, no negative, the least
 * compressed file; a file rather than a link to it, which would lead nowhere if the file were
 * removed; then what is judged by rather than what is learned from, because a copy is missed least
 * in the training split; then the first path.
 */
final class KeepOrder {
  private static final Comparator<Copy> BEST_FIRST =
      Comparator.comparingLong(Copy::pixels)
          .thenComparingInt(Copy::bits)
          .thenComparing(Copy::upright)
          .thenComparingLong(Copy::fileBytes)
          .thenComparing(Copy::isFile)
          .thenComparingInt(Copy::rank)
          .thenComparing(Copy::ordinal, Comparator.reverseOrder())
          .thenComparing(Copy::image, Comparator.reverseOrder())
          .reversed();

  private final Dataset dataset;
  private final UsableSamples usable;
  private final Set<String> negatives;

  /**
   * An order.
   *
   * @param negatives paths of samples that seem to have black and white exchanged
   */
  KeepOrder(Dataset dataset, UsableSamples usable, Set<String> negatives) {
    this.dataset = dataset;
    this.usable = usable;
    this.negatives = negatives;
  }

  /** What decides between copies, the same for all frames of a file, and its SHA-256. */
  record Copy(
      int image,
      int ordinal,
      String sha256,
      long pixels,
      int bits,
      boolean upright,
      long fileBytes,
      boolean isFile,
      int rank) {
    private Copy frame(int other) {
      return new Copy(other, ordinal, sha256, pixels, bits, upright, fileBytes, isFile, rank);
    }
  }

  /**
   * Images, the one to keep first; frames of a file follow each other.
   *
   * @param images in the order of the manifest
   */
  List<Copy> best(List<Integer> images) throws IOException {
    List<Copy> copies = new ArrayList<>();
    for (int image : images) {
      int ordinal = usable.images().ordinal(image);
      Copy before = copies.isEmpty() ? null : copies.get(copies.size() - 1);
      copies.add(
          before != null && before.ordinal() == ordinal
              ? before.frame(image)
              : copy(image, ordinal));
    }
    copies.sort(BEST_FIRST);
    return copies;
  }

  private Copy copy(int image, int ordinal) throws IOException {
    SampleOutcome outcome = usable.outcome(ordinal);
    Sample sample = dataset.samples().get(ordinal);
    Path file = dataset.file(sample);
    Size size = outcome.size();
    return new Copy(
        image,
        ordinal,
        outcome.sha256(),
        size == null ? 0 : size.area(),
        outcome.type() == null ? 0 : outcome.type().bytes(),
        !negatives.contains(sample.path()),
        fileSize(file),
        isFile(file),
        rank(sample.split()));
  }

  private static int rank(Split split) {
    return switch (split) {
      case TEST -> 3;
      case VAL -> 2;
      case TRAIN -> 1;
      case ALL -> 0;
    };
  }

  // Whether it is there itself, not by a link to it or to a folder above it.
  private static boolean isFile(Path file) {
    try {
      return file.toRealPath().equals(file.toAbsolutePath().normalize());
    } catch (IOException e) {
      return false; // gone since it was read
    }
  }

  private static long fileSize(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // gone since it was read: the one to keep is another
    }
  }
}
