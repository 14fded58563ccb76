package dev.xraygpu.dataset;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
   * @param second a label file as {@link ScanOptions#labels} takes it
   * @throws DatasetException if it cannot be used
   */
  public static List<Finding> compare(Dataset dataset, Path root, Path second)
      throws DatasetException {
    LabelFile.check(second);
    Set<String> files = new HashSet<>();
    dataset.samples().forEach(sample -> files.add(sample.path()));
    RowPaths paths =
        new RowPaths(
            List.of(root.toAbsolutePath().normalize().toString(), dataset.root().toString()),
            files::contains,
            () -> files.stream().filter(path -> !FileNames.isDocument(path)).sorted());
    Map<String, LabelFile.Row> rows = LabelFile.read(second, paths, LabelColumns.USUAL);
    String name = OneLine.of(String.valueOf(second.getFileName()));
    List<Finding> findings = new ArrayList<>();
    for (Sample sample : dataset.samples()) {
      LabelFile.Row row = rows.get(sample.path());
      if (row == null) {
        if (dataset.rejection(sample).isEmpty()) {
          findings.add(differ(sample.path(), name + " has no row for this file"));
        }
      } else {
        compare(sample, row, name, findings);
      }
    }
    for (Map.Entry<String, LabelFile.Row> row : new TreeMap<>(rows).entrySet()) {
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

  private static void compare(
      Sample sample, LabelFile.Row row, String name, List<Finding> findings) {
    List<String> differences = new ArrayList<>();
    add(differences, "label", sample.label(), row.label());
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
