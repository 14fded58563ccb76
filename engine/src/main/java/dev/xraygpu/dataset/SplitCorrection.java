package dev.xraygpu.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Splits without leaks: all images of a patient, and all copies of an exposure, in one split. What
 * does not leak stays where it is. Of what leaks, the largest families come first, and each goes to
 * the one of its own splits that misses most images of its classes, compared with the original
 * numbers. Families of the same size are shuffled by a seed.
 *
 * <p>Where an image may have several classes, families with the rarest class come first, and what a
 * class misses is taken as a share of its images, so that frequent classes do not outweigh rare
 * ones (after Sechidis, Tsoumakas and Vlahavas, On the Stratification of Multi-Label Data, 2011).
 *
 * <p>A dataset without splits gets them: {@value #TRAIN_PER_CENT} % of each class to learn from,
 * the rest in halves to choose by and to judge by.
 */
public final class SplitCorrection {
  private static final int TRAIN_PER_CENT = 70;
  private static final List<Split> ORDER = List.of(Split.TRAIN, Split.VAL, Split.TEST);

  private final Dataset dataset;
  private final Function<Sample, String> patientOf;
  private final Map<String, Map<Split, Double>> missing = new TreeMap<>();
  private final Map<String, Integer> imagesOf = new HashMap<>();
  private final SortedSet<Split> offered = new TreeSet<>();
  private final Map<Integer, Split> corrected = new HashMap<>();
  private int moved;

  /**
   * Corrects the splits of a dataset.
   *
   * @param copies ordinals of samples that show the same exposure, set by set
   * @param patientOf a sample's patient: its own or, where it has none, what the file's header says
   * @param images whether a sample, by its ordinal, is an image, usable or not; others are left out
   * @param seed decides between families of the same size
   */
  public SplitCorrection(
      Dataset dataset,
      Collection<List<Integer>> copies,
      Function<Sample, String> patientOf,
      IntPredicate images,
      long seed) {
    this.dataset = dataset;
    this.patientOf = patientOf;
    List<List<Sample>> families = new Families(dataset, copies, patientOf).all(images);
    boolean none = dataset.splits().stream().noneMatch(ORDER::contains);
    targets(families, none);
    offered.addAll(none ? ORDER : dataset.splits());
    List<List<Sample>> open = new ArrayList<>();
    for (List<Sample> family : families) {
      SortedSet<Split> splits = new TreeSet<>();
      family.forEach(sample -> splits.add(sample.split()));
      if (!none && splits.size() == 1) {
        assign(family, splits.first());
      } else {
        open.add(family);
      }
    }
    Collections.shuffle(open, new Random(seed));
    open.sort(Comparator.<List<Sample>>comparingInt(List::size).reversed());
    if (dataset.labelSets().isPresent()) {
      open.sort(Comparator.comparingInt(family -> images(rarest(family))));
    }
    for (List<Sample> family : open) {
      List<Split> choices = new ArrayList<>(ORDER);
      if (!none) {
        choices.removeIf(split -> family.stream().noneMatch(s -> s.split() == split));
      }
      assign(family, neediest(family, choices));
    }
  }

  private void targets(List<List<Sample>> families, boolean none) {
    for (List<Sample> family : families) {
      for (Sample sample : family) {
        for (String name : classes(sample)) {
          imagesOf.merge(name, 1, Integer::sum);
          Map<Split, Double> counts =
              missing.computeIfAbsent(name, label -> new EnumMap<>(Split.class));
          if (none) {
            double rest = (100 - TRAIN_PER_CENT) / 200.0;
            counts.merge(Split.TRAIN, TRAIN_PER_CENT / 100.0, Double::sum);
            counts.merge(Split.VAL, rest, Double::sum);
            counts.merge(Split.TEST, rest, Double::sum);
          } else {
            counts.merge(sample.split(), 1.0, Double::sum);
          }
        }
      }
    }
  }

  // Images without a class are one more class.
  private List<String> classes(Sample sample) {
    List<String> classes = dataset.classesOf(sample);
    return classes.isEmpty() ? List.of("") : classes;
  }

  private String rarest(List<Sample> family) {
    return family.stream()
        .flatMap(sample -> classes(sample).stream())
        .min(Comparator.<String>comparingInt(this::images).thenComparing(name -> name))
        .orElse("");
  }

  private int images(String name) {
    return imagesOf.getOrDefault(name, 0);
  }

  private Split neediest(List<Sample> family, List<Split> choices) {
    Comparator<Split> byNeed = Comparator.comparingDouble(split -> need(family, split));
    if (dataset.labelSets().isPresent()) {
      String rarest = rarest(family);
      byNeed =
          Comparator.<Split>comparingDouble(split -> missing(rarest, split)).thenComparing(byNeed);
    }
    Split best = choices.isEmpty() ? Split.TRAIN : choices.get(0);
    for (Split split : choices) {
      if (byNeed.compare(split, best) > 0) {
        best = split;
      }
    }
    return best;
  }

  private double need(List<Sample> family, Split split) {
    double need = 0;
    for (Sample sample : family) {
      for (String name : classes(sample)) {
        need += missing(name, split);
      }
    }
    return need;
  }

  private double missing(String name, Split split) {
    return missing.getOrDefault(name, Map.of()).getOrDefault(split, 0.0);
  }

  private void assign(List<Sample> family, Split split) {
    for (Sample sample : family) {
      corrected.put(sample.ordinal(), split);
      moved += sample.split() == split ? 0 : 1;
      for (String name : classes(sample)) {
        missing
            .computeIfAbsent(name, label -> new EnumMap<>(Split.class))
            .merge(split, -1.0, Double::sum);
      }
    }
  }

  /** Whether a sample has a place in the splits: whether it is an image that may be decoded. */
  public boolean has(Sample sample) {
    return corrected.containsKey(sample.ordinal());
  }

  /** The split of a sample; its own if it {@linkplain #has has} no place in them. */
  public Split of(Sample sample) {
    return corrected.getOrDefault(sample.ordinal(), sample.split());
  }

  /** The patient of a sample, as the correction took it; empty if unknown. */
  public String patientOf(Sample sample) {
    return patientOf.apply(sample);
  }

  /**
   * The splits that samples were distributed to, in order: those of the dataset, or all of them.
   */
  public SortedSet<Split> offered() {
    return Collections.unmodifiableSortedSet(offered);
  }

  /** How many samples have another split than before. */
  public int moved() {
    return moved;
  }

  /** The dataset whose splits these are. */
  public Dataset dataset() {
    return dataset;
  }
}
