package dev.xraygpu.duplicate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Numbers in sets that are joined and never parted. Only numbers that were joined take memory. */
public final class DisjointSets {
  private final Map<Integer, Integer> parents = new TreeMap<>();

  /** Every number alone. */
  public DisjointSets() {}

  /** The smallest number of a set. */
  public int first(int number) {
    int root = number;
    Integer parent;
    while ((parent = parents.get(root)) != null && parent != root) {
      root = parent;
    }
    int at = number;
    while (at != root) {
      Integer next = parents.put(at, root);
      at = next == null ? root : next;
    }
    return root;
  }

  /** Joins the sets of two numbers. */
  public void join(int one, int other) {
    int a = first(one);
    int b = first(other);
    parents.put(Math.max(a, b), Math.min(a, b));
    parents.putIfAbsent(Math.min(a, b), Math.min(a, b));
  }

  /** The sets of more than one number, each sorted, by their first numbers. */
  public Collection<List<Integer>> sets() {
    Map<Integer, List<Integer>> sets = new TreeMap<>();
    for (int number : List.copyOf(parents.keySet())) {
      sets.computeIfAbsent(first(number), f -> new ArrayList<>()).add(number);
    }
    sets.values().removeIf(set -> set.size() < 2);
    return sets.values();
  }
}
