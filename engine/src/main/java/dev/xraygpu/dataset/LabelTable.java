package dev.xraygpu.dataset;

import dev.xraygpu.quality.FindingCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the label files say.
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
   * @param file that it is in, as it is named in a message; empty if there is but one
   * @param label empty if nothing is known
   * @param split nothing if the file has no such column or the cell is empty
   * @param patient empty likewise
   * @param study of the patient, empty likewise; also where all images of a study share a row
   * @param droppedFor codes of what the file was dropped for, one at least, where the file is a
   *     manifest that says so; else empty
   */
  record Row(
      long line,
      String file,
      String label,
      Optional<Split> split,
      String patient,
      String study,
      List<String> droppedFor) {
    /** For a message: {@code line 7}, or {@code line 7 of valid.csv} if there are several files. */
    String place() {
      return "line " + line + (file.isEmpty() ? "" : " of " + file);
    }

    /** Whether rows of two frames can be those of one file. */
    boolean agrees(Row other) {
      return label.equals(other.label)
          && split.equals(other.split)
          && (patient.equals(other.patient) || patient.isEmpty() || other.patient.isEmpty());
    }

    /** The row of a file of which both are frames: it was dropped if all of them were. */
    Row with(Row other) {
      return new Row(
          line,
          file,
          label,
          split,
          patient.isEmpty() ? other.patient : patient,
          study,
          isDropped() && other.isDropped() ? droppedFor : List.of());
    }

    Row withLabel(String other) {
      return new Row(line, file, other, split, patient, study, droppedFor);
    }

    /** Whether a manifest says that nobody said anything of the file. */
    boolean isWithoutLabel() {
      return label.isEmpty() && droppedFor.contains(FindingCode.NO_LABEL.toString());
    }

    /** Whether a manifest says that it was dropped. */
    boolean isDropped() {
      return !droppedFor.isEmpty();
    }

    Row withSplit(Split other) {
      return new Row(line, file, label, Optional.of(other), patient, study, droppedFor);
    }
  }

  /** Gives the rows of some paths another split. */
  void putSplits(Map<String, Split> splits) {
    splits.forEach((path, split) -> rows.computeIfPresent(path, (p, row) -> row.withSplit(split)));
  }
}
