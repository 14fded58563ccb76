package dev.xraygpu.duplicate;

import dev.xraygpu.dataset.Split;
import java.util.List;
import java.util.SortedSet;

/**
 * Files that show the same exposure. Every file is in one group at most.
 *
 * @param keep ordinal of the member to keep if only one is kept
 * @param members all of them, that one included, by ordinal; at least two
 * @param splits the splits they lie in; more than one is a leak
 */
public record DuplicateGroup(int keep, List<Member> members, SortedSet<Split> splits) {

  /**
   * One file of a group, compared with the one to keep.
   *
   * @param ordinal of the sample
   * @param kind in what it agrees with the one to keep; {@link DuplicateKind#SAME_BYTES} for that
   *     one itself
   * @param correlation of both, aligned and without their coarse brightness: 1 where the pixels
   *     agree, otherwise -1 to 1, and negative if one is the other's negative; 0 if each is a copy
   *     of a third alone
   * @param mirrored whether left and right are exchanged
   */
  public record Member(int ordinal, DuplicateKind kind, double correlation, boolean mirrored) {
    /** Whether one is the other's negative. */
    public boolean inverted() {
      return correlation < 0;
    }
  }

  /** Refuses a group of one, and one without the file to keep. */
  public DuplicateGroup {
    members = List.copyOf(members);
    if (members.size() < 2 || members.stream().noneMatch(m -> m.ordinal() == keep)) {
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
