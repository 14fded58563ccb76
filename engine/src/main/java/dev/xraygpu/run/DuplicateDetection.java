package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.duplicate.DisjointSets;
import dev.xraygpu.duplicate.DuplicateGroup;
import dev.xraygpu.duplicate.DuplicateGroup.Image;
import dev.xraygpu.duplicate.DuplicateGroup.Member;
import dev.xraygpu.duplicate.DuplicateKind;
import dev.xraygpu.duplicate.NearDuplicates;
import dev.xraygpu.duplicate.PairConfirmation;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pass.RunListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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

  // Each copy by the most that it has in common with a better one: a copy of a copy that is not the
  // one to keep has its bytes all the same.
  private DuplicateGroup group(
      List<Integer> ordinals, PairConfirmation comparison, Set<String> negatives)
      throws IOException {
    List<KeepOrder.Copy> ranked = new KeepOrder(dataset, usable, negatives).best(ordinals);
    int keep = ranked.get(0).ordinal();
    Map<String, Integer> bestOfBytes = new HashMap<>();
    Map<Integer, Integer> bestOfPixels = new HashMap<>();
    SortedMap<Integer, Member> members = new TreeMap<>();
    SortedSet<Split> splits = new TreeSet<>();
    for (KeepOrder.Copy copy : ranked) {
      int ordinal = copy.ordinal();
      splits.add(dataset.samples().get(ordinal).split());
      Integer sameBytes = bestOfBytes.putIfAbsent(copy.sha256(), ordinal);
      Integer same = bestOfPixels.putIfAbsent(firstOfSamePixels(ordinal), ordinal);
      Member member;
      if (ordinal == keep) {
        member = Member.kept(image(ordinal));
      } else if (sameBytes != null) {
        member = exact(ordinal, sameBytes, DuplicateKind.SAME_BYTES);
      } else if (same != null) {
        member = exact(ordinal, same, DuplicateKind.SAME_PIXELS);
      } else {
        NearDuplicates.Pair pair =
            comparison.better(firstOfSamePixels(keep), firstOfSamePixels(ordinal));
        member =
            new Member(
                image(ordinal),
                Optional.of(image(keep).path()),
                DuplicateKind.NEAR,
                pair.correlation(),
                pair.mirrored());
      }
      members.put(ordinal, member);
    }
    return new DuplicateGroup(image(keep).path(), List.copyOf(members.values()), splits);
  }

  private Member exact(int ordinal, int other, DuplicateKind kind) {
    return new Member(image(ordinal), Optional.of(image(other).path()), kind, 1, false);
  }

  private Image image(int ordinal) {
    return new Image(ordinal, 0, dataset.samples().get(ordinal).path());
  }
}
