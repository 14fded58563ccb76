package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what is known of a dataset's samples with a second label file: another reader's labels,
 * an older version, the list of another split.
 */
public final class LabelComparison {
  private LabelComparison() {}

  /**
   * Differences, by path: labels, splits and patients that both name, and samples that one alone
   * has. What the second file leaves empty says nothing.
   *
   * <p>Where an image may have several classes, they differ in those that one has and the other has
   * not; what one leaves uncertain or does not say is no difference. Where it has one class, a cell
   * of the second file is one class, too, also of a public table that joins several.
   *
   * @param second a label file as {@link ScanOptions#labels} takes it
   * @param reading how the first one was read; the second has the usual columns, or those of a
   *     public table
   * @throws DatasetException if it cannot be used, or one file alone names several classes of an
   *     image
   */
  public static List<Finding> compare(Dataset dataset, Path root, Path second, LabelReading reading)
      throws DatasetException {
    LabelFile.check(second);
    Set<String> files = new HashSet<>();
    dataset.samples().forEach(sample -> files.add(sample.path()));
    RowPaths paths =
        new RowPaths(
            List.of(root.toAbsolutePath().normalize().toString(), dataset.root().toString()),
            files::contains,
            () -> files.stream().filter(path -> !FileNames.isDocument(path)).sorted());
    LabelReading usual = reading.with(LabelColumns.USUAL);
    LabelTable table =
        LabelFile.readSecond(
            second,
            paths,
            // One class stands against one class: a public table's cells stay as they are.
            dataset.labelSets().isEmpty() ? usual.with(LabelSeparator.NONE) : usual);
    requireSameKind(dataset, table, second);
    Map<String, LabelTable.Row> rows = table.rows();
    String name = OneLine.of(String.valueOf(second.getFileName()));
    List<Finding> findings = new ArrayList<>();
    for (Sample sample : dataset.samples()) {
      LabelTable.Row row = rows.get(sample.path());
      if (row == null) {
        if (dataset.rejection(sample).isEmpty()) {
          findings.add(differ(sample.path(), name + " has no row for this file"));
        }
      } else {
        compare(sample, row, labels(dataset, sample, table, row), name, findings);
      }
    }
    for (Map.Entry<String, LabelTable.Row> row : new TreeMap<>(rows).entrySet()) {
      String path = row.getKey();
      if (!files.contains(path)) {
        findings.add(
            differ(
                "",
                name
                    + " names "
                    + OneLine.of(path)
                    + " on line "
                    + row.getValue().line()
                    + ", which is no file of the dataset"));
      }
    }
    return findings;
  }

  private static void requireSameKind(Dataset dataset, LabelTable table, Path second)
      throws DatasetException {
    if (dataset.labelSets().isPresent() != table.sets().isPresent()) {
      throw new DatasetException(
          "the label file "
              + OneLine.of(second.toString())
              + (table.sets().isPresent()
                  ? " has a column for each class, and the dataset one class for each image: only"
                      + " labels of the same kind can be compared; cells of --labels that name"
                      + " several are taken apart with --label-separator"
                  : " has one class for each image, and the dataset several: only labels of the"
                      + " same kind can be compared; if its cells name several, give it as --labels"
                      + " with --label-separator, and the other file with --compare-labels"));
    }
  }

  private static List<String> labels(
      Dataset dataset, Sample sample, LabelTable table, LabelTable.Row row) {
    List<String> differences = new ArrayList<>();
    if (dataset.labelSets().isEmpty() || table.sets().isEmpty()) {
      add(differences, "label", sample.label(), row.label());
      return differences;
    }
    LabelSets own = dataset.labelSets().get();
    LabelSets other = table.sets().get();
    Set<String> classes = new TreeSet<>(own.classes());
    classes.addAll(other.classes());
    for (String name : classes) {
      LabelValue here = own.valueOf(name, sample.label());
      LabelValue there = other.valueOf(name, row.label());
      if (there == LabelValue.POSITIVE && here == LabelValue.NEGATIVE) {
        differences.add("not " + OneLine.of(name) + ", but so");
      } else if (there == LabelValue.NEGATIVE && here == LabelValue.POSITIVE) {
        differences.add(OneLine.of(name) + ", but not so");
      }
    }
    return differences;
  }

  private static void compare(
      Sample sample, LabelTable.Row row, List<String> labels, String name, List<Finding> findings) {
    List<String> differences = new ArrayList<>(labels);
    row.split()
        .ifPresent(split -> add(differences, "split", sample.split().toString(), split.toString()));
    if (!sample.patient().isEmpty()) {
      add(differences, "patient", sample.patient(), row.patient());
    }
    if (!differences.isEmpty()) {
      findings.add(
          differ(
              sample.path(),
              String.join(", ", differences) + " in line " + row.line() + " of " + name));
    }
  }

  private static void add(List<String> differences, String what, String one, String other) {
    if (!other.isEmpty() && !one.equals(other)) {
      differences.add(
          what + " " + (one.isEmpty() ? "(none)" : OneLine.of(one)) + ", but " + OneLine.of(other));
    }
  }

  private static Finding differ(String path, String message) {
    return Finding.of(path, FindingCode.LABELS_DIFFER, message);
  }
}
