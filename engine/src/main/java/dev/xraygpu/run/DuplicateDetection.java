package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.duplicate.DisjointSets;
import dev.xraygpu.duplicate.DuplicateGroup;
import dev.xraygpu.duplicate.DuplicateGroup.Member;
import dev.xraygpu.duplicate.DuplicateKind;
import dev.xraygpu.duplicate.NearDuplicates;
import dev.xraygpu.duplicate.PairConfirmation;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.Size;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.pass.SampleOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the files of a dataset that show the same exposure, once the pass has ended: first by their
 * bytes, then by their pixels, then by what they show. Used once.
 */
final class DuplicateDetection {
  private final Dataset dataset;
  private final UsableSamples usable;
  private final SignatureFile signatures;
  private final Inverted inverted;
  private final DisjointSets sets = new DisjointSets();
  // The first file of the same pixels, for files whose pixels another one has.
  private final Map<Integer, Integer> samePixels = new HashMap<>();

  /** Which samples seem to have black and white exchanged; asked once, if copies differ. */
  interface Inverted {
    /** Their paths. */
    Set<String> paths() throws IOException;
  }

  DuplicateDetection(
      Dataset dataset, UsableSamples usable, SignatureFile signatures, Inverted inverted) {
    this.dataset = dataset;
    this.usable = usable;
    this.signatures = signatures;
    this.inverted = inverted;
  }

  /** The groups of files of the same bytes, by their first members. */
  List<DuplicateGroup> findSameBytes() throws IOException {
    joinSameBytes((BitSet) usable.ordinals().clone());
    return groups();
  }

  /**
   * The groups, by their first members.
   *
   * @throws RunException if the thread was interrupted
   */
  List<DuplicateGroup> find(DecodedPixels pixels, int threads, RunListener listener)
      throws IOException, RunException {
    int samples = dataset.samples().size();
    BitSet left = (BitSet) usable.ordinals().clone();
    joinSameBytes(left);
    joinSamePixels(left, pixels);
    listener.begin(RunListener.Phase.COMPARE, samples);
    try {
      for (NearDuplicates.Pair pair :
          NearDuplicates.find(signatures, samples, left, threads, listener::advance)) {
        sets.join(pair.first(), pair.second());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted; --resume goes on from here", e);
    } finally {
      listener.end(RunListener.Phase.COMPARE);
    }
    return groups();
  }

  private List<DuplicateGroup> groups() throws IOException {
    List<DuplicateGroup> groups = new ArrayList<>();
    PairConfirmation comparison = new PairConfirmation(signatures);
    List<List<Integer>> all = List.copyOf(sets.sets());
    boolean differ =
        all.stream()
            .anyMatch(set -> set.stream().mapToInt(this::firstOfSamePixels).distinct().count() > 1);
    Set<String> negatives = differ ? inverted.paths() : Set.of();
    for (List<Integer> set : all) {
      groups.add(group(set, comparison, negatives));
    }
    return groups;
  }

  private void joinSameBytes(BitSet left) throws IOException {
    usable.alike(ordinals -> join(ordinals, o -> Optional.of(usable.outcome(o).sha256()), left));
  }

  private void joinSamePixels(BitSet left, DecodedPixels pixels) throws IOException {
    long[] keys = signatures.pixelKeys(dataset.samples().size());
    SamplesAlike.handOut(left, keys, ordinals -> join(ordinals, pixels::fingerprint, left));
  }

  /** What tells for certain whether two samples are the same. */
  private interface Identity {
    Optional<String> of(int ordinal) throws IOException;
  }

  private void join(int[] alike, Identity identity, BitSet left) throws IOException {
    Map<String, Integer> firsts = new HashMap<>();
    for (int ordinal : alike) {
      Optional<String> name = identity.of(ordinal);
      Integer first = name.isPresent() ? firsts.putIfAbsent(name.get(), ordinal) : null;
      if (first != null) {
        sets.join(first, ordinal);
        samePixels.put(ordinal, first);
        left.clear(ordinal);
      }
    }
  }

  private int firstOfSamePixels(int ordinal) {
    int first = ordinal;
    Integer earlier;
    while ((earlier = samePixels.get(first)) != null) {
      first = earlier;
    }
    return first;
  }

  private DuplicateGroup group(
      List<Integer> ordinals, PairConfirmation comparison, Set<String> negatives)
      throws IOException {
    int keep = keep(ordinals, negatives);
    List<Member> members = new ArrayList<>();
    SortedSet<Split> splits = new TreeSet<>();
    for (int ordinal : ordinals) {
      splits.add(dataset.samples().get(ordinal).split());
      if (usable.sameBytes(ordinal, keep)) {
        members.add(new Member(ordinal, DuplicateKind.SAME_BYTES, 1, false));
      } else if (firstOfSamePixels(ordinal) == firstOfSamePixels(keep)) {
        members.add(new Member(ordinal, DuplicateKind.SAME_PIXELS, 1, false));
      } else {
        NearDuplicates.Pair pair =
            comparison.better(firstOfSamePixels(keep), firstOfSamePixels(ordinal));
        members.add(new Member(ordinal, DuplicateKind.NEAR, pair.correlation(), pair.mirrored()));
      }
    }
    return new DuplicateGroup(keep, members, splits);
  }

  /** What decides between copies. */
  private record Copy(
      int ordinal,
      long pixels,
      int bits,
      boolean upright,
      long fileBytes,
      boolean isFile,
      int rank) {}

  // The most pixels, the most bits, no negative, the least compressed file; a file rather than a
  // link to it, which would lead nowhere if the file were removed; then what is judged by rather
  // than what is learned from, because a copy is missed least in the training split.
  private int keep(List<Integer> ordinals, Set<String> negatives) throws IOException {
    Comparator<Copy> best =
        Comparator.comparingLong(Copy::pixels)
            .thenComparingInt(Copy::bits)
            .thenComparing(Copy::upright)
            .thenComparingLong(Copy::fileBytes)
            .thenComparing(Copy::isFile)
            .thenComparingInt(Copy::rank)
            .thenComparing(Copy::ordinal, Comparator.reverseOrder());
    List<Copy> copies = new ArrayList<>();
    for (int ordinal : ordinals) {
      SampleOutcome outcome = usable.outcome(ordinal);
      Size size = outcome.size();
      copies.add(
          new Copy(
              ordinal,
              size == null ? 0 : size.area(),
              outcome.type() == null ? 0 : outcome.type().bytes(),
              !negatives.contains(dataset.samples().get(ordinal).path()),
              fileSize(ordinal),
              isFile(ordinal),
              rank(dataset.samples().get(ordinal).split())));
    }
    return copies.stream().max(best).orElseThrow().ordinal();
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
  private boolean isFile(int ordinal) {
    try {
      Path file = dataset.file(dataset.samples().get(ordinal));
      return file.toRealPath().equals(file.toAbsolutePath().normalize());
    } catch (IOException e) {
      return false; // gone since it was read
    }
  }

  private long fileSize(int ordinal) {
    try {
      return Files.size(dataset.file(dataset.samples().get(ordinal)));
    } catch (IOException e) {
      return 0; // gone since it was read: the one to keep is another
    }
  }
}
