package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;

/**
 * Where and how a table says of its rows which classes they have. What it says of a row is a key: a
 * short text, so that rows that say the same share it; what the keys mean is known when all rows
 * are read.
 */
sealed interface LabelCells {
  /** The last column that is read, from 0. */
  int last();

  /**
   * The key of what a row says.
   *
   * @throws TableFault for a cell that cannot be meant
   */
  String key(CSVRecord row) throws TableFault;

  /**
   * What several keys of one image say together.
   *
   * @param keys at least one
   */
  String combined(List<String> keys, RepeatedRows rule);

  /**
   * What the keys mean, where an image may have several classes.
   *
   * @param keys all that occur
   * @param choice the classes that count; of the others nothing is known
   * @return nothing where a key is the class itself
   * @throws DatasetException if a class's name cannot be used, or one is chosen that is not there
   */
  Optional<Meaning> meaning(Collection<String> keys, ClassChoice choice) throws DatasetException;

  /**
   * The cells of a further table, whose keys mean the same together with those of this one.
   *
   * @throws TableFault if they name classes in different ways
   */
  LabelCells with(LabelCells further) throws TableFault;

  private static TableFault ofAnotherKind(LabelCells cells) {
    return new TableFault(
        (cells instanceof OneClass
                ? "has one class for each image"
                : cells instanceof Joined
                    ? "has cells that name several classes"
                    : "has a column for each class")
            + ", and the file before it has not: label files that are read together name classes"
            + " in the same way");
  }

  /**
   * What keys mean.
   *
   * @param sets the label sets
   * @param texts of each key the text of its set
   */
  record Meaning(LabelSets sets, Map<String, String> texts) {
    private static Meaning of(
        List<String> all,
        Map<String, List<LabelValue>> byKey,
        LabelValue unnamed,
        ClassChoice choice)
        throws DatasetException {
      List<Integer> places = choice.places(all);
      Map<String, List<LabelValue>> chosen = new HashMap<>();
      byKey.forEach((key, values) -> chosen.put(key, places.stream().map(values::get).toList()));
      LabelSets sets =
          LabelSets.of(
              places.stream().map(all::get).toList(),
              chosen.values(),
              choice.isAll() ? unnamed : LabelValue.UNKNOWN);
      Map<String, String> texts = new HashMap<>();
      chosen.forEach((key, values) -> texts.put(key, sets.text(values)));
      return new Meaning(sets, texts);
    }
  }

  /** A column whose cells are classes as they stand. */
  record OneClass(int column) implements LabelCells {
    @Override
    public int last() {
      return column;
    }

    @Override
    public String key(CSVRecord row) {
      return row.get(column).strip();
    }

    @Override
    public String combined(List<String> keys, RepeatedRows rule) {
      throw new IllegalStateException("rows of one class each are not combined");
    }

    @Override
    public Optional<Meaning> meaning(Collection<String> keys, ClassChoice choice) {
      return Optional.empty();
    }

    @Override
    public LabelCells with(LabelCells further) throws TableFault {
      if (!(further instanceof OneClass)) {
        throw ofAnotherKind(further);
      }
      return further;
    }
  }

  /**
   * A column whose cells name the classes that an image has. What a cell does not name, the image
   * does not have; of an image with an empty cell nothing is known.
   */
  record Joined(int column, String separator) implements LabelCells {
    // Between names, and behind uncertain ones: no name has them, since they are stripped.
    private static final String BETWEEN = "\n";
    private static final String UNSURE = "\u0001";
    private static final String NONE_NAMED = "\u0002";

    @Override
    public int last() {
      return column;
    }

    @Override
    public String key(CSVRecord row) throws TableFault {
      String cell = row.get(column).strip();
      if (cell.isEmpty() || cell.equalsIgnoreCase("nan")) {
        return "";
      }
      TreeSet<String> names = new TreeSet<>();
      for (String name : NameList.parse(cell, separator)) {
        names.add(OneLine.whole(name));
      }
      return names.isEmpty() ? NONE_NAMED : String.join(BETWEEN, names);
    }

    @Override
    public String combined(List<String> keys, RepeatedRows rule) {
      List<Map<String, LabelValue>> rows = keys.stream().map(Joined::named).toList();
      TreeSet<String> names = new TreeSet<>();
      rows.forEach(row -> names.addAll(row.keySet()));
      List<String> kept = new ArrayList<>();
      for (String name : names) {
        List<LabelValue> values = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
          values.add(
              keys.get(i).isEmpty()
                  ? LabelValue.UNKNOWN
                  : rows.get(i).getOrDefault(name, LabelValue.NEGATIVE));
        }
        LabelValue value = rule.combined(values);
        if (value == LabelValue.POSITIVE) {
          kept.add(name);
        } else if (value == LabelValue.UNCERTAIN) {
          kept.add(name + UNSURE);
        }
      }
      boolean known = keys.stream().anyMatch(key -> !key.isEmpty());
      return !known ? "" : kept.isEmpty() ? NONE_NAMED : String.join(BETWEEN, kept);
    }

    private static Map<String, LabelValue> named(String key) {
      if (key.isEmpty() || key.equals(NONE_NAMED)) {
        return Map.of();
      }
      Map<String, LabelValue> names = new LinkedHashMap<>();
      for (String part : key.split(BETWEEN, -1)) {
        if (part.endsWith(UNSURE)) {
          names.put(part.substring(0, part.length() - UNSURE.length()), LabelValue.UNCERTAIN);
        } else {
          names.put(part, LabelValue.POSITIVE);
        }
      }
      return names;
    }

    @Override
    public Optional<Meaning> meaning(Collection<String> keys, ClassChoice choice)
        throws DatasetException {
      TreeSet<String> classes = new TreeSet<>();
      keys.forEach(key -> classes.addAll(named(key).keySet()));
      Map<String, List<LabelValue>> byKey = new HashMap<>();
      for (String key : keys) {
        Map<String, LabelValue> names = named(key);
        LabelValue others = key.isEmpty() ? LabelValue.UNKNOWN : LabelValue.NEGATIVE;
        byKey.put(key, classes.stream().map(name -> names.getOrDefault(name, others)).toList());
      }
      return Optional.of(Meaning.of(List.copyOf(classes), byKey, LabelValue.NEGATIVE, choice));
    }

    @Override
    public LabelCells with(LabelCells further) throws TableFault {
      if (!(further instanceof Joined)) {
        throw ofAnotherKind(further);
      }
      return further;
    }
  }

  /**
   * A column for each class, whose cells are 1, 0, -1 or blank. A class that a further table alone
   * has is blank in those before it, whose keys are shorter; one that it spells in another case is
   * called as in the first of them.
   *
   * @param columns their positions; {@value #NOT_THERE} for a class that only a table before has
   */
  record Columns(List<Integer> columns, List<String> classes) implements LabelCells {
    private static final LabelValue[] VALUES = LabelValue.values();
    private static final int NOT_THERE = -1;

    @Override
    public int last() {
      return Collections.max(columns);
    }

    @Override
    public String key(CSVRecord row) throws TableFault {
      StringBuilder key = new StringBuilder(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        String cell = columns.get(i) == NOT_THERE ? "" : row.get(columns.get(i));
        Optional<LabelValue> value = LabelValue.parse(cell);
        if (value.isEmpty()) {
          throw new TableFault(
              "has "
                  + OneLine.of(cell.strip())
                  + " in the column "
                  + OneLine.of(classes.get(i))
                  + ": a column of a class holds 1, 0, -1 (uncertain) or nothing");
        }
        key.append((char) ('0' + value.get().ordinal()));
      }
      return key.toString();
    }

    private List<LabelValue> values(String key) {
      return IntStream.range(0, classes.size()).mapToObj(i -> value(key, i)).toList();
    }

    private static LabelValue value(String key, int place) {
      return place < key.length() ? VALUES[key.charAt(place) - '0'] : LabelValue.UNKNOWN;
    }

    @Override
    public String combined(List<String> keys, RepeatedRows rule) {
      StringBuilder combined = new StringBuilder(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        int at = i;
        List<LabelValue> values = keys.stream().map(key -> value(key, at)).toList();
        combined.append((char) ('0' + rule.combined(values).ordinal()));
      }
      return combined.toString();
    }

    @Override
    public Optional<Meaning> meaning(Collection<String> keys, ClassChoice choice)
        throws DatasetException {
      Map<String, List<LabelValue>> byKey = new HashMap<>();
      keys.forEach(key -> byKey.put(key, values(key)));
      return Optional.of(Meaning.of(classes, byKey, LabelValue.UNKNOWN, choice));
    }

    @Override
    public LabelCells with(LabelCells further) throws TableFault {
      if (!(further instanceof Columns other)) {
        throw ofAnotherKind(further);
      }
      refuseAlike(classes);
      refuseAlike(other.classes);
      List<String> all = new ArrayList<>(classes);
      other.classes.stream().filter(name -> place(name, classes) < 0).forEach(all::add);
      List<Integer> positions = new ArrayList<>();
      for (String name : all) {
        int place = place(name, other.classes);
        positions.add(place < 0 ? NOT_THERE : other.columns.get(place));
      }
      return new Columns(List.copyOf(positions), List.copyOf(all));
    }

    /**
     * Two columns of one table may differ in case only; of several it would be a guess which is
     * which.
     */
    private static void refuseAlike(List<String> names) throws TableFault {
      for (int i = 0; i < names.size(); i++) {
        if (place(names.get(i), names) < i) {
          throw new TableFault(
              "is one of several, of which one has two columns of the class "
                  + OneLine.of(names.get(i))
                  + " in upper and lower case: rename one");
        }
      }
    }

    private static int place(String name, List<String> among) {
      return IntStream.range(0, among.size())
          .filter(i -> NamedColumns.isSame(name, among.get(i)))
          .findFirst()
          .orElse(-1);
    }
  }
}
