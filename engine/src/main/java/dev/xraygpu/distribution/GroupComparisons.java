package dev.xraygpu.distribution;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.distribution.Comparison.Kind;
import dev.xraygpu.distribution.ImageGroups.Group;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares the measures of splits and classes: how each is distributed, and how well it tells the
 * classes of a split, or the splits of a class, apart.
 */
public final class GroupComparisons {
  /** What stands for all other classes together. */
  public static final String OTHERS = "others";

  private final Dataset dataset;
  private final ShortcutRule rule;
  private final ImageGroups groups;
  private final List<GroupSummary> summaries = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();

  /**
   * Compares everything at once.
   *
   * @param table measures of the kept images; the others have no numbers there
   */
  public GroupComparisons(Dataset dataset, MeasureTable table, ShortcutRule rule) {
    this.dataset = dataset;
    this.rule = rule;
    this.groups = new ImageGroups(dataset, table);
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

  private void summarize() {
    for (Split split : dataset.splits()) {
      for (Group group : groups.of(split)) {
        for (Measure measure : Measure.values()) {
          float[] values = groups.values(measure, group.members());
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
          groups.of(split).stream().filter(group -> !group.label().isEmpty()).toList();
      boolean pair = groups.isPair(split);
      int compared = pair ? 1 : classes.size();
      for (int i = 0; i < Math.min(compared, classes.size()); i++) {
        for (Measure measure : Measure.values()) {
          Group first = classes.get(i);
          compare(
              Kind.CLASSES,
              split.directory(),
              split,
              measure,
              first.label(),
              pair ? classes.get(1).label() : OTHERS,
              groups.values(measure, first.members()),
              pair
                  ? groups.values(measure, classes.get(1).members())
                  : groups.values(measure, first.others()));
        }
      }
    }
  }

  private void compareSplits() {
    if (!dataset.splits().contains(Split.TRAIN)) {
      return;
    }
    for (Group train : groups.of(Split.TRAIN)) {
      for (Split split : dataset.splits()) {
        if (split == Split.TRAIN || split == Split.ALL) {
          continue;
        }
        for (Group other : groups.of(split)) {
          if (other.label().equals(train.label())) {
            for (Measure measure : Measure.values()) {
              compare(
                  Kind.SPLITS,
                  train.label(),
                  Split.TRAIN,
                  measure,
                  Split.TRAIN.directory(),
                  split.directory(),
                  groups.values(measure, train.members()),
                  groups.values(measure, other.members()));
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
