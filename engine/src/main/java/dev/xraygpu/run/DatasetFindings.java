package dev.xraygpu.run;

import dev.xraygpu.quality.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings that only the dataset as a whole shows: what is unusual among the others, duplicates,
 * leakage. They are found after the pass, and belong to a sample or to the dataset itself. Memory
 * grows with the findings alone.
 */
final class DatasetFindings {
  private final List<Finding> ofDataset = new ArrayList<>();
  private final Map<String, List<Finding>> ofSamples = new HashMap<>();

  /** Adds a finding; one with an empty path is the dataset's own. */
  void add(Finding finding) {
    if (finding.path().isEmpty()) {
      ofDataset.add(finding);
    } else {
      ofSamples.computeIfAbsent(finding.path(), path -> new ArrayList<>(1)).add(finding);
    }
  }

  /** Adds findings in their order. */
  void addAll(Collection<Finding> findings) {
    findings.forEach(this::add);
  }

  /** The dataset's own, in the order they were added. */
  List<Finding> ofDataset() {
    return List.copyOf(ofDataset);
  }

  /** Those of one sample, in the order they were added. */
  List<Finding> of(String path) {
    return List.copyOf(ofSamples.getOrDefault(path, List.of()));
  }
}
