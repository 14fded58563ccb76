package dev.xraygpu.table;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.decode.AcquisitionColumns;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Size;
import dev.xraygpu.pass.AcquisitionGaps;
import dev.xraygpu.pass.FramePath;
import dev.xraygpu.pass.SampleOutcome;
import dev.xraygpu.sink.OutputFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.csv}: a row per input file, in the order of the paths; per frame, in their order,
 * where a file has several.
 */
public final class ManifestFile implements Closeable {
  /** The file's name. */
  public static final String NAME = "manifest.csv";

  private static final List<String> COLUMNS =
      List.of(
          "path",
          "split",
          "label",
          "patient",
          "status",
          "codes",
          "index",
          "width",
          "height",
          "depth",
          "mean",
          "sha256",
          "crop_x",
          "crop_y",
          "crop_width",
          "crop_height",
          "scale",
          "pad_left",
          "pad_top");

  private final CsvTable table;
  private final boolean namesOutputs;
  private final boolean patched;
  private final Optional<AcquisitionGaps> gaps;
  private final List<String> acquisition;

  /**
   * Creates the file; where results are not all in one file, a column says in which.
   *
   * @param patched whether images may have been patched, which has a column of its own
   * @param acquisition whether any file says how it was taken, which has columns of its own
   * @param gaps what stands for numbers that such a file does not say, if anything shall; a column
   *     of its own tells which cells those are
   */
  public ManifestFile(
      Path folder,
      OutputFormat format,
      boolean patched,
      boolean acquisition,
      Optional<AcquisitionGaps> gaps)
      throws IOException {
    this.namesOutputs = format != OutputFormat.NPY;
    this.patched = patched;
    this.acquisition = acquisition ? AcquisitionColumns.NAMES : List.of();
    List<String> columns = new ArrayList<>(COLUMNS);
    if (namesOutputs) {
      columns.add("output");
    }
    if (patched) {
      columns.add("patches");
    }
    columns.addAll(this.acquisition);
    this.gaps = gaps;
    if (gaps.isPresent()) {
      columns.add("imputed");
    }
    this.table = CsvTable.create(folder.resolve(NAME), columns);
  }

  /**
   * Appends a row.
   *
   * @param index row in the split's arrays, or -1 if dropped
   * @param placement where the image lies in the result, if it is kept
   * @param output file that the result is in, if there is more than one
   */
  public void write(
      Sample sample,
      SampleOutcome outcome,
      long index,
      @Nullable Placement placement,
      String output)
      throws IOException {
    Size size = outcome.size();
    PixelType type = outcome.type();
    Double mean = outcome.mean();
    List<Object> row =
        new ArrayList<>(
            Arrays.asList(
                FramePath.of(sample.path(), outcome.frame()),
                sample.split().directory(),
                sample.label(),
                patient(sample, outcome),
                outcome.status(),
                outcome.findings().stream()
                    .map(note -> note.code().toString())
                    .distinct()
                    .collect(Collectors.joining(";")),
                index < 0 ? "" : index,
                size == null ? "" : size.width(),
                size == null ? "" : size.height(),
                type == null ? "" : type.bits(),
                mean == null ? "" : mean,
                outcome.sha256()));
    if (placement == null) {
      row.addAll(List.of("", "", "", "", "", "", ""));
    } else {
      row.addAll(
          List.of(
              placement.source().x(),
              placement.source().y(),
              placement.source().size().width(),
              placement.source().size().height(),
              placement.scale(),
              placement.padLeft(),
              placement.padTop()));
    }
    if (namesOutputs) {
      row.add(output);
    }
    if (patched) {
      row.add(outcome.patches() == null ? "" : outcome.patches());
    }
    SampleOutcome.FrameOrigin origin = outcome.origin();
    Map<String, String> taken = origin == null ? Map.of() : origin.acquisition();
    List<String> imputed = new ArrayList<>();
    for (String column : acquisition) {
      String median = gaps.map(g -> g.medianFor(column, taken)).orElse("");
      if (!median.isEmpty()) {
        imputed.add(column);
      }
      row.add(median.isEmpty() ? taken.getOrDefault(column, "") : median);
    }
    if (gaps.isPresent()) {
      row.add(String.join(";", imputed));
    }
    table.row(row);
  }

  // What the user says of a file, by its name or the label file, comes before what the file says.
  private static String patient(Sample sample, SampleOutcome outcome) {
    SampleOutcome.FrameOrigin origin = outcome.origin();
    return sample.patient().isEmpty() && origin != null ? origin.patient() : sample.patient();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
