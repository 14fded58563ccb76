package dev.xraygpu.table;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.LabelSet;
import dev.xraygpu.dataset.LabelSets;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.SplitCorrection;
import dev.xraygpu.sink.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The file of {@code --fix-splits}: a label file with the corrected splits. */
public final class SplitFile {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  private SplitFile() {}

  /** Writes a row per image that may be decoded; the name appears when the file is whole. */
  public static void write(Path file, SplitCorrection correction) throws IOException {
    WholeFile.replace(
        file,
        unfinished -> {
          try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(unfinished), FORMAT)) {
            Dataset dataset = correction.dataset();
            if (dataset.labelSets().isPresent()) {
              printSets(printer, correction, dataset, dataset.labelSets().get());
            } else {
              printClasses(printer, correction, dataset);
            }
          }
        });
  }

  private static void printClasses(CSVPrinter printer, SplitCorrection correction, Dataset dataset)
      throws IOException {
    printer.printRecord("path", "label", "split", "patient");
    for (Sample sample : dataset.samples()) {
      if (correction.has(sample)) {
        printer.printRecord(
            sample.path(), sample.label(), correction.of(sample), correction.patientOf(sample));
      }
    }
  }

  // A column for each class, so that a value that is not known stays so.
  private static void printSets(
      CSVPrinter printer, SplitCorrection correction, Dataset dataset, LabelSets sets)
      throws IOException {
    List<String> header = new ArrayList<>(List.of("path", "split", "patient"));
    sets.classes().forEach(name -> header.add(LabelSets.COLUMN_PREFIX + name));
    printer.printRecord(header);
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
        printer.printRecord(row);
      }
    }
  }
}
