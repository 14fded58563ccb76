package dev.xraygpu.distribution;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.distribution.Comparison.Kind;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the measures of splits and classes: how each is distributed, and how well it tells the
 * classes of a split, or the splits of a class, apart.
 */
public final class GroupComparisons {
  /** What stands for all other classes together. */
  public static final String OTHERS = "others";

  // Where a label is a combination of diseases there are thousands; the frequent ones matter.
  private static final int MOST_CLASSES = 20;

  private final Dataset dataset;
  private final MeasureTable table;
  private final ShortcutRule rule;
  private final int[] groups;
  private final List<Group> known = new ArrayList<>();
  private final List<GroupSummary> summaries = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();

  private record Group(Split split, String label, int images) {}

  private record Key(Split split, String label) {}

  /**
   * Compares everything at once.
   *
   * @param table measures of the kept images; the others have no numbers there
   */
  public GroupComparisons(Dataset dataset, MeasureTable table, ShortcutRule rule) {
    this.dataset = dataset;
    this.table = table;
    this.rule = rule;
    this.groups = new int[table.samples()];
    group();
    summarize();
    compareClasses();
    compareSplits();
    int tests = comparisons.size();
    comparisons.replaceAll(comparison -> judged(comparison, tests));
  }

  /** How each measure is distributed, by split, class and measure. */
  public List<GroupSummary> summaries() {
    return List.copyOf(summaries);
  }

  /** All comparisons, classes first. */
  public List<Comparison> comparisons() {
    return List.copyOf(comparisons);
  }

  private void group() {
    Map<Key, Integer> numbers = new HashMap<>();
    Map<Integer, Integer> counts = new TreeMap<>();
    List<Key> keys = new ArrayList<>();
    for (Sample sample : dataset.samples()) {
      groups[sample.ordinal()] = -1;
      if (Float.isNaN(table.get(Measure.SIZE, sample.ordinal()))) {
        continue;
      }
      Key key = new Key(sample.split(), sample.label());
      int number =
          numbers.computeIfAbsent(
              key,
              k -> {
                keys.add(k);
                return keys.size() - 1;
              });
      groups[sample.ordinal()] = number;
      counts.merge(number, 1, Integer::sum);
    }
    for (int i = 0; i < keys.size(); i++) {
      known.add(new Group(keys.get(i).split(), keys.get(i).label(), counts.getOrDefault(i, 0)));
    }
  }

  // The most frequent classes of a split, by name.
  private List<Group> groupsOf(Split split) {
    return known.stream()
        .filter(group -> group.split() == split)
        .sorted(Comparator.comparing(Group::images).reversed().thenComparing(Group::label))
        .limit(MOST_CLASSES)
        .sorted(Comparator.comparing(Group::label))
        .toList();
  }

  private float[] values(Measure measure, Group group) {
    int number = known.indexOf(group);
    return table.sorted(measure, ordinal -> groups[ordinal] == number);
  }

  private void summarize() {
    for (Split split : dataset.splits()) {
      for (Group group : groupsOf(split)) {
        for (Measure measure : Measure.values()) {
          float[] values = values(measure, group);
          if (values.length > 0) {
            summaries.add(GroupSummary.of(split, group.label(), measure, values));
          }
        }
      }
    }
  }

  private void compareClasses() {
    for (Split split : dataset.splits()) {
      List<Group> classes =
          groupsOf(split).stream().filter(group -> !group.label().isEmpty()).toList();
      long all = known.stream().filter(g -> g.split() == split && !g.label().isEmpty()).count();
      int compared = all == 2 ? 1 : classes.size() < 2 ? 0 : classes.size();
      for (int i = 0; i < Math.min(compared, classes.size()); i++) {
        for (Measure measure : Measure.values()) {
          Group first = classes.get(i);
          compare(
              Kind.CLASSES,
              split.directory(),
              split,
              measure,
              first.label(),
              all == 2 ? classes.get(1).label() : OTHERS,
              values(measure, first),
              all == 2 ? values(measure, classes.get(1)) : others(measure, first));
        }
      }
    }
  }

  private float[] others(Measure measure, Group first) {
    int number = known.indexOf(first);
    return table.sorted(
        measure,
        ordinal -> {
          int group = groups[ordinal];
          return group >= 0
              && group != number
              && known.get(group).split() == first.split()
              && !known.get(group).label().isEmpty();
        });
  }

  private void compareSplits() {
    if (!dataset.splits().contains(Split.TRAIN)) {
      return;
    }
    for (Group train : groupsOf(Split.TRAIN)) {
      for (Split split : dataset.splits()) {
        if (split == Split.TRAIN || split == Split.ALL) {
          continue;
        }
        for (Group other : groupsOf(split)) {
          if (other.label().equals(train.label())) {
            for (Measure measure : Measure.values()) {
              compare(
                  Kind.SPLITS,
                  train.label(),
                  Split.TRAIN,
                  measure,
                  Split.TRAIN.directory(),
                  split.directory(),
                  values(measure, train),
                  values(measure, other));
            }
          }
        }
      }
    }
  }

  private void compare(
      Kind kind,
      String within,
      Split split,
      Measure measure,
      String first,
      String second,
      float[] a,
      float[] b) {
    if (a.length < rule.smallestGroup() || b.length < rule.smallestGroup()) {
      return;
    }
    comparisons.add(
        new Comparison(
            kind,
            within,
            split,
            measure,
            first,
            second,
            a.length,
            b.length,
            a[(a.length - 1) / 2],
            b[(b.length - 1) / 2],
            EffectSize.of(a, b),
            false));
  }

  private Comparison judged(Comparison c, int tests) {
    EffectSize effect = c.effect();
    boolean striking =
        Math.abs(effect.delta()) >= rule.effect()
            && effect.significance() * tests <= rule.significance();
    return new Comparison(
        c.kind(),
        c.within(),
        c.split(),
        c.measure(),
        c.first(),
        c.second(),
        c.firstImages(),
        c.secondImages(),
        c.firstMedian(),
        c.secondMedian(),
        effect,
        striking);
  }

  /**
   * One finding of the dataset per striking comparison: of classes in the training split (or, where
   * there is none, in each split), and of splits.
   */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Comparison c : comparisons) {
      boolean learned = c.split() == Split.TRAIN || !dataset.splits().contains(Split.TRAIN);
      if (c.striking() && learned) {
        findings.add(c.kind() == Kind.CLASSES ? shortcut(c) : shift(c));
      }
    }
    return findings;
  }

  private Finding shortcut(Comparison c) {
    List<String> also = new ArrayList<>();
    for (Comparison other : comparisons) {
      if (other.striking()
          && other.kind() == Kind.CLASSES
          && other.split() != c.split()
          && other.measure() == c.measure()
          && other.first().equals(c.first())
          && other.effect().delta() * c.effect().delta() > 0) {
        also.add(other.within());
      }
    }
    return Finding.of(
        "",
        FindingCode.SHORTCUT,
        String.format(
            Locale.ROOT,
            "%s alone tells %s from %s in %s: the best threshold is right for %.0f %% (balanced),"
                + " %s%s",
            c.measure().title(),
            c.first(),
            c.second(),
            c.within(),
            100 * c.effect().balancedAccuracy(),
            numbers(c),
            also.isEmpty() ? "" : "; likewise in " + String.join(", ", also)));
  }

  private Finding shift(Comparison c) {
    return Finding.of(
        "",
        FindingCode.SPLIT_SHIFT,
        String.format(
            Locale.ROOT,
            "%s of %s differs between %s and %s: %s",
            c.measure().title(),
            c.within().isEmpty() ? "images" : c.within(),
            c.first(),
            c.second(),
            numbers(c)));
  }

  private static String numbers(Comparison c) {
    boolean mostly = c.measure() == Measure.COLOR;
    return String.format(
        Locale.ROOT,
        "AUC %.2f, Cliff's delta %.2f (%s)%s",
        c.effect().auc(),
        c.effect().delta(),
        c.effect().magnitude(),
        mostly
            ? ""
            : "; medians "
                + c.measure().format(c.firstMedian())
                + " and "
                + c.measure().format(c.secondMedian()));
  }
}
