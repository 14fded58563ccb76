package dev.xraygpu.distribution;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.LabelSets;
import dev.xraygpu.dataset.LabelValue;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The kept images of each split and class. An image's key is its split and label; groups are sets
 * of keys. Where an image may have several classes, it is in the group of each that it has, and
 * such a group is compared with the images that have labels, but not this one, not even as
 * uncertain.
 */
final class ImageGroups {
  // Where a label is a combination of diseases there are thousands; the frequent ones matter.
  private static final int MOST_CLASSES = 20;

  private final Dataset dataset;
  private final MeasureTable table;
  private final int[] keyOf;
  private final List<Group> known = new ArrayList<>();
  // How many classes a split has, where an image has one.
  private final Map<Split, Integer> classesOf = new EnumMap<>(Split.class);

  /**
   * Images of a split and class.
   *
   * @param members numbers of the keys that belong to it
   * @param others those of the split that it is compared with
   */
  record Group(Split split, String label, int images, BitSet members, BitSet others) {}

  private record Key(Split split, String label) {}

  ImageGroups(Dataset dataset, MeasureTable table) {
    this.dataset = dataset;
    this.table = table;
    this.keyOf = new int[table.samples()];
    group();
  }

  private void group() {
    Map<Key, Integer> numbers = new HashMap<>();
    Map<Integer, Integer> counts = new TreeMap<>();
    List<Key> keys = new ArrayList<>();
    for (Sample sample : dataset.samples()) {
      keyOf[sample.ordinal()] = -1;
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
      keyOf[sample.ordinal()] = number;
      counts.merge(number, 1, Integer::sum);
    }
    Optional<LabelSets> sets = dataset.labelSets();
    for (Split split : dataset.splits()) {
      BitSet labelled = numbers(keys, key -> key.split() == split && !key.label().isEmpty());
      if (sets.isPresent()) {
        groupSets(split, keys, counts, labelled, sets.get());
        continue;
      }
      classesOf.put(split, labelled.cardinality());
      IntStream.range(0, keys.size())
          .filter(i -> keys.get(i).split() == split)
          .boxed()
          .sorted(
              Comparator.<Integer>comparingInt(i -> -counts.getOrDefault(i, 0))
                  .thenComparing(i -> keys.get(i).label()))
          .limit(MOST_CLASSES)
          .forEach(
              i -> {
                BitSet others = (BitSet) labelled.clone();
                others.clear(i);
                BitSet own = new BitSet();
                own.set(i);
                add(split, keys.get(i).label(), own, others, counts);
              });
    }
  }

  // An image belongs to each class it has; one that may have a class is not compared with it.
  private void groupSets(
      Split split, List<Key> keys, Map<Integer, Integer> counts, BitSet labelled, LabelSets sets) {
    for (int i = 0; i < sets.classes().size(); i++) {
      int at = i;
      Predicate<Key> ofSplit = key -> key.split() == split;
      BitSet members =
          numbers(keys, ofSplit.and(k -> sets.of(k.label()).get(at) == LabelValue.POSITIVE));
      BitSet others = (BitSet) labelled.clone();
      others.andNot(members);
      others.andNot(
          numbers(keys, ofSplit.and(k -> sets.of(k.label()).get(at) == LabelValue.UNCERTAIN)));
      if (!members.isEmpty()) {
        add(split, sets.classes().get(i), members, others, counts);
      }
    }
    BitSet none =
        numbers(keys, key -> key.split() == split && sets.of(key.label()).positive().isEmpty());
    if (!none.isEmpty()) {
      add(split, "", none, new BitSet(), counts);
    }
  }

  private void add(
      Split split, String label, BitSet members, BitSet others, Map<Integer, Integer> counts) {
    int images = members.stream().map(number -> counts.getOrDefault(number, 0)).sum();
    known.add(new Group(split, label, images, members, others));
  }

  private static BitSet numbers(List<Key> keys, Predicate<Key> which) {
    BitSet numbers = new BitSet();
    for (int i = 0; i < keys.size(); i++) {
      numbers.set(i, which.test(keys.get(i)));
    }
    return numbers;
  }

  /** The most frequent classes of a split, by name. */
  List<Group> of(Split split) {
    return known.stream()
        .filter(group -> group.split() == split)
        .sorted(Comparator.comparing(Group::images).reversed().thenComparing(Group::label))
        .limit(MOST_CLASSES)
        .sorted(Comparator.comparing(Group::label))
        .toList();
  }

  /** The values of a measure of some keys' images, in ascending order. */
  float[] values(Measure measure, BitSet numbers) {
    return table.sorted(measure, ordinal -> keyOf[ordinal] >= 0 && numbers.get(keyOf[ordinal]));
  }

  /** Whether a split has two classes, and each image one of them. */
  boolean isPair(Split split) {
    return classesOf.getOrDefault(split, 0) == 2;
  }
}
