package dev.xraygpu.dataset;

import java.util.Map;
import java.util.Optional;

/**
 * What a label file says.
 *
 * @param rows by path relative to the dataset's root
 * @param sets what the rows' labels mean, where an image may have several classes
 * @param notice how the labels were taken, in one line; empty if there is nothing to say
 */
record LabelTable(Map<String, Row> rows, Optional<LabelSets> sets, String notice) {
  /**
   * A row, or what several for one image say together.
   *
   * @param line where the first of them begins in the file, from 1
   * @param label empty if nothing is known
   * @param split nothing if the file has no such column or the cell is empty
   * @param patient empty likewise
   * @param study of the patient, empty likewise; also where all images of a study share a row
   */
  record Row(long line, String label, Optional<Split> split, String patient, String study) {
    Row withLabel(String other) {
      return new Row(line, other, split, patient, study);
    }

    Row withSplit(Split other) {
      return new Row(line, label, Optional.of(other), patient, study);
    }
  }

  /** Gives the rows of some paths another split. */
  void putSplits(Map<String, Split> splits) {
    splits.forEach((path, split) -> rows.computeIfPresent(path, (p, row) -> row.withSplit(split)));
  }
}
