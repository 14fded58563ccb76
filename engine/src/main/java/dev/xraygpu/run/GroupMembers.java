package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.duplicate.ComparedImages;
import dev.xraygpu.duplicate.DuplicateGroup;
import dev.xraygpu.duplicate.DuplicateGroup.Image;
import dev.xraygpu.duplicate.DuplicateGroup.Member;
import dev.xraygpu.duplicate.DuplicateKind;
import dev.xraygpu.duplicate.NearDuplicates.Pair;
import dev.xraygpu.duplicate.PairConfirmation;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.pass.FramePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * Tells of the images of a group in what each agrees with a better one: a copy of a copy that is
 * not the one to keep has its bytes all the same. What is better lies in another file; the file of
 * the image to keep is kept with all its frames.
 */
final class GroupMembers {
  private final Dataset dataset;
  private final ComparedImages images;
  private final IntUnaryOperator firstOfSamePixels;
  private final PairConfirmation comparison;
  // By both of their images; needed only where a group may have several frames of a file.
  private final Map<Integer, List<Pair>> pairsOf = new HashMap<>();

  /**
   * Members of groups.
   *
   * @param firstOfSamePixels the image that stands for all of the same pixels
   * @param pairs those that show the same exposure, of such images
   */
  GroupMembers(
      Dataset dataset,
      ComparedImages images,
      IntUnaryOperator firstOfSamePixels,
      SignatureFile signatures,
      List<Pair> pairs) {
    this.dataset = dataset;
    this.images = images;
    this.firstOfSamePixels = firstOfSamePixels;
    this.comparison = new PairConfirmation(signatures);
    if (images.hasFrames()) {
      for (Pair pair : pairs) {
        pairsOf.computeIfAbsent(pair.first(), i -> new ArrayList<>()).add(pair);
        pairsOf.computeIfAbsent(pair.second(), i -> new ArrayList<>()).add(pair);
      }
    }
  }

  /**
   * A group.
   *
   * @param ranked its images, the one to keep first, frames of a file one after the other
   */
  DuplicateGroup group(List<KeepOrder.Copy> ranked) throws IOException {
    int keep = ranked.get(0).image();
    Map<String, Integer> bestOfBytes = new HashMap<>();
    Map<Integer, Integer> bestOfPixels = new HashMap<>();
    SortedMap<Integer, Member> members = new TreeMap<>(images.inOrder());
    SortedSet<Split> splits = new TreeSet<>();
    for (KeepOrder.Copy copy : ranked) {
      int image = copy.image();
      splits.add(dataset.samples().get(images.ordinal(image)).split());
      Integer bytes =
          bestOfBytes.putIfAbsent(FramePath.of(copy.sha256(), images.frame(image)), image);
      Integer pixels = bestOfPixels.putIfAbsent(firstOfSamePixels.applyAsInt(image), image);
      if (images.sameFile(image, keep)) {
        members.put(image, Member.kept(image(image)));
      } else if (bytes != null) {
        members.put(image, exact(image, bytes, DuplicateKind.SAME_BYTES));
      } else if (pixels != null && !images.sameFile(image, pixels)) {
        members.put(image, exact(image, pixels, DuplicateKind.SAME_PIXELS));
      } else {
        members.put(image, near(image, keep, bestOfPixels));
      }
    }
    return new DuplicateGroup(image(keep).path(), List.copyOf(members.values()), splits);
  }

  private Member exact(int image, int other, DuplicateKind kind) {
    return new Member(image(image), Optional.of(image(other).path()), kind, 1, false);
  }

  // With that frame of the file to keep which it resembles most.
  private Member near(int image, int keep, Map<Integer, Integer> bestOfPixels) throws IOException {
    int mine = firstOfSamePixels.applyAsInt(image);
    Pair best = null;
    int like = keep;
    for (Pair pair : pairsOf.getOrDefault(mine, List.of())) {
      int other = pair.first() == mine ? pair.second() : pair.first();
      Integer frame = bestOfPixels.get(firstOfSamePixels.applyAsInt(other));
      if (frame != null
          && images.sameFile(frame, keep)
          && (best == null || Math.abs(pair.correlation()) > Math.abs(best.correlation()))) {
        best = pair;
        like = frame;
      }
    }
    Pair pair = best == null ? comparison.better(firstOfSamePixels.applyAsInt(keep), mine) : best;
    return new Member(
        image(image),
        Optional.of(image(like).path()),
        DuplicateKind.NEAR,
        pair.correlation(),
        pair.mirrored());
  }

  private Image image(int number) {
    int ordinal = images.ordinal(number);
    int frame = images.frame(number);
    return new Image(ordinal, frame, FramePath.of(dataset.samples().get(ordinal).path(), frame));
  }
}
