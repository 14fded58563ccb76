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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code measures.csv}: a row per decoded image, in the order of the paths. */
public final class MeasuresFile implements Closeable {
  /** The file's name. */
  public static final String NAME = "measures.csv";

  private final CsvTable table;

  /** A table in a folder, open until it is closed. */
  public MeasuresFile(Path folder) throws IOException {
    List<String> columns = new ArrayList<>(List.of("path", "split", "label", "status", "format"));
    Arrays.stream(Measure.values()).map(Measure::column).forEach(columns::add);
    table = CsvTable.create(folder.resolve(NAME), columns);
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
    table.row(row);
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
