package dev.xraygpu.duplicate;

import dev.xraygpu.dataset.Split;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Images that show the same exposure. Every image is in one group at most.
 *
 * @param keep path of the member to keep if only one is kept
 * @param members all of them, that one included, in the order of the manifest; at least two
 * @param splits the splits they lie in; more than one is a leak
 */
public record DuplicateGroup(String keep, List<Member> members, SortedSet<Split> splits) {

  /**
   * A row of the manifest.
   *
   * @param ordinal of the sample
   * @param frame number from 1 in a file of several, else 0
   * @param path as the manifest has it
   */
  public record Image(int ordinal, int frame, String path) {}

  /**
   * One image of a group, compared with that better one of another file with which it has most in
   * common.
   *
   * @param image which one
   * @param copyOf path of that other one; nothing if this one is to be kept, with its file
   * @param kind in what both agree; {@link DuplicateKind#SAME_BYTES} for one to be kept
   * @param correlation of both, aligned and without their coarse brightness: 1 where the pixels
   *     agree, otherwise -1 to 1, and negative if one is the other's negative; 0 if each is a copy
   *     of a third alone
   * @param mirrored whether left and right are exchanged
   */
  public record Member(
      Image image,
      Optional<String> copyOf,
      DuplicateKind kind,
      double correlation,
      boolean mirrored) {
    /** One to be kept. */
    public static Member kept(Image image) {
      return new Member(image, Optional.empty(), DuplicateKind.SAME_BYTES, 1, false);
    }

    /** Whether one is the other's negative. */
    public boolean inverted() {
      return correlation < 0;
    }

    /** Whether it is to be kept. */
    public boolean isKept() {
      return copyOf.isEmpty();
    }
  }

  /** Refuses a group of one, and one without the image to keep. */
  public DuplicateGroup {
    members = List.copyOf(members);
    if (members.size() < 2
        || members.stream().noneMatch(m -> m.isKept() && m.image().path().equals(keep))) {
      throw new IllegalArgumentException("no group: keep " + keep + " of " + members);
    }
  }

  /** The least in which all members agree. */
  public DuplicateKind kind() {
    return members.stream().map(Member::kind).max(DuplicateKind::compareTo).orElseThrow();
  }

  /** Whether it spans splits. */
  public boolean leaks() {
    return splits.size() > 1;
  }
}
