package dev.xraygpu.table;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.distribution.ImageMeasures;
import dev.xraygpu.distribution.Measure;
import dev.xraygpu.distribution.MeasureTable;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.pass.FramePath;
import dev.xraygpu.pass.SampleOutcome;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** {@code measures.csv}: a row per decoded image, in the order of the paths. */
public final class MeasuresFile implements Closeable {
  /** The file's name. */
  public static final String NAME = "measures.csv";

  /** The format of all tables. */
  static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  private final CSVPrinter printer;

  /** A table in a folder, open until it is closed. */
  public MeasuresFile(Path folder) throws IOException {
    printer = new CSVPrinter(Files.newBufferedWriter(folder.resolve(NAME)), FORMAT);
    List<String> columns = new ArrayList<>(List.of("path", "split", "label", "status", "format"));
    Arrays.stream(Measure.values()).map(Measure::column).forEach(columns::add);
    printer.printRecord(columns);
  }

  /** Appends a row if the image was decoded. */
  public void write(Sample sample, SampleOutcome outcome) throws IOException {
    Size size = outcome.size();
    PixelType type = outcome.type();
    Double mean = outcome.mean();
    ImageMeasures measures = outcome.measures();
    if (size == null || type == null || mean == null || measures == null) {
      return;
    }
    List<Object> row =
        new ArrayList<>(
            List.of(
                FramePath.of(sample.path(), outcome.frame()),
                sample.split().directory(),
                sample.label(),
                outcome.status(),
                measures.format().title()));
    for (Measure measure : Measure.values()) {
      row.add(
          SixDigits.of(
              MeasureTable.value(measure, size, type.bits(), mean / type.maxValue(), measures)));
    }
    printer.printRecord(row);
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}
