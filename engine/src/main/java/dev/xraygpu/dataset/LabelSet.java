package dev.xraygpu.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is known of each class of one image: a value per class, in the order of the classes. */
public final class LabelSet {
  private static final LabelValue[] VALUES = LabelValue.values();

  private final byte[] ordinals;
  private final List<String> positive;

  /**
   * A set.
   *
   * @param classes all classes
   * @param values one for each of them
   */
  LabelSet(List<String> classes, List<LabelValue> values) {
    if (classes.size() != values.size()) {
      throw new IllegalArgumentException(
          values.size() + " values for " + classes.size() + " classes");
    }
    this.ordinals = new byte[values.size()];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = (byte) values.get(i).ordinal();
      if (values.get(i) == LabelValue.POSITIVE) {
        names.add(classes.get(i));
      }
    }
    this.positive = List.copyOf(names);
  }

  /** How many classes there are. */
  public int size() {
    return ordinals.length;
  }

  /** What is known of a class. */
  public LabelValue get(int classNumber) {
    return VALUES[ordinals[classNumber]];
  }

  /** The classes that the image shows, in the order of the classes. */
  public List<String> positive() {
    return positive;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelSet set && Arrays.equals(ordinals, set.ordinals);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ordinals);
  }
}
