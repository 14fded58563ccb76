package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which classes of a dataset count, and which numbers they have, so that a number means the same
 * class in every dataset that a model sees. Where an image may have several classes, the others are
 * left out; where it has one, no other may occur, for its images would have no number.
 *
 * @param names in the order of their numbers; none for all classes in their usual order
 */
public record ClassChoice(List<String> names) {
  /** All classes, in their usual order. */
  public static final ClassChoice ALL = new ClassChoice(List.of());

  private static final String OPTION = "--classes";

  /** Copies the list. */
  public ClassChoice {
    names = List.copyOf(names);
  }

  /**
   * Reads {@code Edema,Effusion}; or {@code Edema|Effusion, left}, where names have commas; or
   * {@code ['a|b', 'c']}, where they have anything.
   *
   * @throws DatasetException if there is no name, or one is there twice
   */
  public static ClassChoice parse(String text) throws DatasetException {
    List<String> names = NameList.ofOption(OPTION, text);
    if (names.isEmpty()) {
      throw new DatasetException(OPTION + ": expected classes, such as Edema,Effusion");
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new DatasetException(OPTION + " names " + OneLine.of(name) + " twice");
      }
    }
    return new ClassChoice(names);
  }

  /** Whether nothing is chosen: all classes count. */
  public boolean isAll() {
    return names.isEmpty();
  }

  /**
   * Where the classes that count are among those of a table of several for each image.
   *
   * @param classes of the table; if there are none, nothing is chosen of them
   * @throws DatasetException if the table does not have one that is named
   */
  List<Integer> places(List<String> classes) throws DatasetException {
    if (classes.isEmpty()) {
      return List.of();
    }
    requireThere(OPTION, names, classes);
    return (isAll() ? classes : names).stream().map(classes::indexOf).toList();
  }

  /**
   * The classes of a dataset with one for each image, in the order of their numbers.
   *
   * @param found those that occur
   * @throws DatasetException if one occurs that is not named, or none at all
   */
  List<String> numbered(Collection<String> found) throws DatasetException {
    if (isAll()) {
      return List.copyOf(found);
    }
    if (found.isEmpty()) {
      throw new DatasetException(
          OPTION
              + " names "
              + classes(names)
              + ", and nothing says which class an image has: arrange them as CLASS/*, or give"
              + " --labels");
    }
    List<String> others = found.stream().filter(name -> !names.contains(name)).toList();
    if (!others.isEmpty()) {
      throw new DatasetException(
          "the dataset has "
              + classes(others)
              + ", which "
              + OPTION
              + " does not name, so images of it would have no number: name every class, or leave such"
              + " images out with --labels and a file without rows for them");
    }
    return names;
  }

  /**
   * The classes that are named and that no image of a dataset has, in words; empty for none. That
   * is no mistake where a model knows more classes than a dataset has.
   */
  String notice(Collection<String> found) {
    List<String> missing = names.stream().filter(name -> !found.contains(name)).toList();
    return missing.isEmpty() ? "" : "no image has " + classes(missing) + " of " + OPTION;
  }

  /**
   * Refuses names of classes that are not among the chosen ones.
   *
   * @param option that names them
   */
  void requireNamed(String option, Collection<String> named) throws DatasetException {
    List<String> others =
        isAll()
            ? List.of()
            : named.stream().filter(name -> !names.contains(name)).sorted().toList();
    if (!others.isEmpty()) {
      throw new DatasetException(
          option
              + " names "
              + classes(others)
              + ", which "
              + OPTION
              + " does not name, so nothing is written of "
              + (others.size() == 1 ? "it" : "them")
              + ": name "
              + (others.size() == 1 ? "it" : "them")
              + " in "
              + OPTION
              + ", too, or leave "
              + (others.size() == 1 ? "it" : "them")
              + " out of "
              + option);
    }
  }

  /**
   * Refuses names of classes that are not there.
   *
   * @param option that names them
   * @throws DatasetException for any; says which classes there are
   */
  static void requireThere(String option, Collection<String> named, List<String> classes)
      throws DatasetException {
    List<String> unknown = named.stream().filter(name -> !classes.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new DatasetException(
          option
              + " names "
              + classes(unknown)
              + ", which the labels do not have; they have "
              + classes(classes));
    }
  }

  private static String classes(Collection<String> names) {
    return (names.size() == 1 ? "the class " : "the classes ")
        + OneLine.of(String.join(", ", names));
  }
}
