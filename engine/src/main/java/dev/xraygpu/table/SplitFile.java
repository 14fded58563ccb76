package dev.xraygpu.table;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.LabelSet;
import dev.xraygpu.dataset.LabelSets;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.SplitCorrection;
import dev.xraygpu.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file of {@code --fix-splits}: a label file with the corrected splits. */
public final class SplitFile {
  private SplitFile() {}

  /** Writes a row per image that may be decoded; the name appears when the file is whole. */
  public static void write(Path file, SplitCorrection correction) throws IOException {
    WholeFile.replace(
        file,
        unfinished -> {
          Dataset dataset = correction.dataset();
          if (dataset.labelSets().isPresent()) {
            writeSets(unfinished, correction, dataset, dataset.labelSets().get());
          } else {
            writeClasses(unfinished, correction, dataset);
          }
        });
  }

  private static void writeClasses(Path file, SplitCorrection correction, Dataset dataset)
      throws IOException {
    try (CsvTable table = CsvTable.create(file, List.of("path", "label", "split", "patient"))) {
      for (Sample sample : dataset.samples()) {
        if (correction.has(sample)) {
          table.row(
              sample.path(), sample.label(), correction.of(sample), correction.patientOf(sample));
        }
      }
    }
  }

  // A column for each class, so that a value that is not known stays so.
  private static void writeSets(
      Path file, SplitCorrection correction, Dataset dataset, LabelSets sets) throws IOException {
    List<String> columns = new ArrayList<>(List.of("path", "split", "patient"));
    sets.classes().forEach(name -> columns.add(LabelSets.COLUMN_PREFIX + name));
    try (CsvTable table = CsvTable.create(file, columns)) {
      for (Sample sample : dataset.samples()) {
        if (correction.has(sample)) {
          List<Object> row = new ArrayList<>();
          row.add(sample.path());
          row.add(correction.of(sample));
          row.add(correction.patientOf(sample));
          LabelSet set = sets.of(sample.label());
          for (int i = 0; i < set.size(); i++) {
            row.add(set.get(i).cell());
          }
          table.row(row);
        }
      }
    }
  }
}
