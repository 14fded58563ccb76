package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.duplicate.ComparedImages;
import dev.xraygpu.duplicate.DisjointSets;
import dev.xraygpu.duplicate.DuplicateGroup;
import dev.xraygpu.duplicate.NearDuplicates;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pass.RunListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the images of a dataset that show the same exposure, once the pass has ended: first by the
 * bytes of their files, then by their pixels, then by what they show. Frames of one file are never
 * taken for copies of each other. Used once.
 */
final class DuplicateDetection {
  private final Dataset dataset;
  private final UsableSamples usable;
  private final ComparedImages images;
  private final SignatureFile signatures;
  private final Inverted inverted;
  private final DisjointSets sets = new DisjointSets();
  // The first image of the same pixels, for images whose pixels another one has.
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
    this.images = usable.images();
    this.signatures = signatures;
    this.inverted = inverted;
  }

  /** The groups of images in files of the same bytes, by their first members. */
  List<DuplicateGroup> findSameBytes() throws IOException {
    joinSameBytes((BitSet) usable.usableImages().clone());
    return groups(List.of());
  }

  /**
   * The groups, by their first members.
   *
   * @throws RunException if the thread was interrupted
   */
  List<DuplicateGroup> find(DecodedPixels pixels, int threads, RunListener listener)
      throws IOException, RunException {
    signatures.number(images);
    BitSet left = (BitSet) usable.usableImages().clone();
    joinSameBytes(left);
    joinSamePixels(left, pixels);
    listener.begin(RunListener.Phase.COMPARE, images.size());
    try {
      List<NearDuplicates.Pair> pairs =
          NearDuplicates.find(signatures, images.size(), left, threads, listener::advance);
      pairs.forEach(pair -> sets.join(pair.first(), pair.second()));
      return groups(pairs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted; --resume goes on from here", e);
    } finally {
      listener.end(RunListener.Phase.COMPARE);
    }
  }

  private List<DuplicateGroup> groups(List<NearDuplicates.Pair> pairs) throws IOException {
    List<List<Integer>> all = new ArrayList<>(sets.sets());
    for (List<Integer> set : all) {
      set.sort(images.inOrder());
    }
    all.sort(Comparator.comparing(set -> set.get(0), images.inOrder()));
    boolean differ =
        all.stream()
            .anyMatch(set -> set.stream().mapToInt(this::firstOfSamePixels).distinct().count() > 1);
    Set<String> negatives = differ ? inverted.paths() : Set.of();
    GroupMembers members =
        new GroupMembers(dataset, images, this::firstOfSamePixels, signatures, pairs);
    KeepOrder order = new KeepOrder(dataset, usable, negatives);
    List<DuplicateGroup> groups = new ArrayList<>();
    for (List<Integer> set : all) {
      groups.add(members.group(order.best(set)));
    }
    return groups;
  }

  // Of two files of the same bytes, each frame is a copy of the other's frame of the same number.
  private void joinSameBytes(BitSet left) throws IOException {
    usable.alike(
        ordinals -> {
          Map<String, Integer> firsts = new HashMap<>();
          for (int ordinal : ordinals) {
            Integer first = firsts.putIfAbsent(usable.outcome(ordinal).sha256(), ordinal);
            if (first != null) {
              joinFrames(first, ordinal, left);
            }
          }
        });
  }

  private void joinFrames(int file, int copy, BitSet left) {
    for (int image : images.imagesOf(copy)) {
      int first = images.image(file, images.frame(image));
      if (first >= 0 && left.get(image) && left.get(first)) {
        join(first, image, left);
      }
    }
  }

  private void joinSamePixels(BitSet left, DecodedPixels pixels) throws IOException {
    long[] keys = signatures.pixelKeys(images.size());
    SamePixels search =
        new SamePixels(
            images,
            pixels::fingerprint,
            same -> same.subList(1, same.size()).forEach(image -> join(same.get(0), image, left)));
    SamplesAlike.handOut(left, keys, search::add);
    search.compare();
  }

  private void join(int first, int image, BitSet left) {
    sets.join(first, image);
    samePixels.put(image, first);
    left.clear(image);
  }

  private int firstOfSamePixels(int image) {
    int first = image;
    Integer earlier;
    while ((earlier = samePixels.get(first)) != null) {
      first = earlier;
    }
    return first;
  }
}
