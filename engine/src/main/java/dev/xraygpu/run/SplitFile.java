package dev.xraygpu.run;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.SplitCorrection;
import dev.xraygpu.sink.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The file of {@code --fix-splits}: a label file with the corrected splits. */
final class SplitFile {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  private SplitFile() {}

  /** Writes a row per sample that may be decoded; the name appears when the file is whole. */
  static void write(Path file, SplitCorrection correction) throws IOException {
    WholeFile.replace(
        file,
        unfinished -> {
          try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(unfinished), FORMAT)) {
            printer.printRecord("path", "label", "split", "patient");
            for (Sample sample : correction.dataset().samples()) {
              if (correction.dataset().rejection(sample).isEmpty()) {
                printer.printRecord(
                    sample.path(),
                    sample.label(),
                    correction.of(sample),
                    correction.patientOf(sample));
              }
            }
          }
        });
  }
}
