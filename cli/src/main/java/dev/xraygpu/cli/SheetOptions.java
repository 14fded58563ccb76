package dev.xraygpu.cli;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.failure.OneLine;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.inspection.FolderInspection;
import dev.xraygpu.inspection.FolderInspection.Order;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.PipelineFormatException;
import dev.xraygpu.pipeline.StageText;
import dev.xraygpu.run.OutputLocation;
import dev.xraygpu.run.RunInputs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code inspect} makes of a folder: contact sheets. */
final class SheetOptions {
  private static final int LIMIT = 48;
  private static final int MOST = 10_000;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Of a folder: how many images to show, evenly over splits and classes (default: 48).")
  @Nullable Integer limit;

  @Option(
      names = "--sort",
      paramLabel = "BY",
      description = "Of a folder: class (default), name or finding.")
  @Nullable String sort;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Of a folder: CSV with the columns path,label and optionally split,patient. May be given"
              + " several times.")
  List<Path> labels = List.of();

  @Option(
      names = "--label-columns",
      paramLabel = "path=NAME,label=NAME",
      description = "Of a folder: other names of the columns of --labels, as for preprocess.")
  @Nullable String labelColumns;

  @Option(
      names = "--label-separator",
      paramLabel = "TEXT",
      description = "Of a folder: what stands between the classes of a cell, as for preprocess.")
  @Nullable String labelSeparator;

  @Option(
      names = "--label-rows",
      paramLabel = "RULE",
      description = "Of a folder: what several rows for one image say, as for preprocess.")
  @Nullable String labelRows;

  @Option(
      names = "--classes",
      paramLabel = "A,B,C",
      description = "Of a folder: the classes that count, as for preprocess.")
  @Nullable String classes;

  @Option(
      names = "--splits",
      paramLabel = "FILE",
      description = "Of a folder: the splits of its images, as for preprocess.")
  List<String> splits = List.of();

  boolean given() {
    return limit != null
        || sort != null
        || !labels.isEmpty()
        || labelColumns != null
        || labelSeparator != null
        || labelRows != null
        || classes != null
        || !splits.isEmpty();
  }

  /**
   * Draws the sheets of a folder.
   *
   * @param read files that the pipeline was read from; no picture may replace one
   */
  void draw(
      Path folder,
      Path out,
      boolean overwrite,
      Pipeline pipeline,
      RunInputs read,
      DecodeRequest request,
      Device device,
      CommandSpec spec)
      throws RunException, DeviceException, DatasetException, PipelineFormatException {
    int most = limit == null ? LIMIT : limit;
    if (most < 1 || most > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--limit: 1 to " + MOST + " images, not " + most);
    }
    Order order = sort == null ? Order.CLASS : StageText.constant(Order.class, "--sort", sort);
    DatasetOptions options = new DatasetOptions();
    options.labels = labels;
    options.labelColumns = labelColumns;
    options.labelSeparator = labelSeparator;
    options.labelRows = labelRows;
    options.classes = classes;
    options.splits = splits;
    ScanOptions scan = options.scan(spec);
    OutputLocation.requirePicture(folder, out);
    Dataset dataset = DatasetScanner.scan(folder, scan);
    if (!dataset.labelNotice().isEmpty()) {
      spec.commandLine().getErr().println("Labels: " + dataset.labelNotice());
    }
    FolderInspection inspection =
        new FolderInspection(dataset, most, pipeline, request, device, Decoders.load());
    List<Path> pages = pages(out, FolderInspection.pages(inspection.shown()));
    for (Path page : pages) {
      read.with(scan.tables()).requireOther("--out", page);
      OutputFile.requireNew("--out", page, overwrite);
    }
    List<String> written = new ArrayList<>();
    inspection.draw(
        order,
        (number, page) -> {
          Path target = pages.get(number - 1);
          OutputFile.write(target, page, overwrite);
          written.add(target + ", " + page.size());
        });
    print(folder, dataset, inspection, written, spec.commandLine().getOut());
  }

  private static List<Path> pages(Path out, int count) {
    if (count == 1) {
      return List.of(out);
    }
    String name = out.toString();
    String stem = name.substring(0, name.length() - ".png".length());
    int digits = Integer.toString(count).length();
    List<Path> pages = new ArrayList<>();
    for (int page = 1; page <= count; page++) {
      pages.add(Path.of(stem + String.format(Locale.ROOT, "-%0" + digits + "d.png", page)));
    }
    return pages;
  }

  private static void print(
      Path folder,
      Dataset dataset,
      FolderInspection inspection,
      List<String> written,
      PrintWriter to) {
    int all = dataset.samples().size();
    int left = all - inspection.shown();
    to.printf(Locale.ROOT, "%s%n", OneLine.whole(folder.toString()));
    to.printf(Locale.ROOT, "  layout    %s%n", dataset.layout());
    to.printf(
        Locale.ROOT,
        "  shown     %,d of %,d files%s%n",
        inspection.shown(),
        all,
        left > 0 ? String.format(Locale.ROOT, "; %,d left out, see --limit", left) : "");
    if (inspection.unusable() > 0) {
      to.printf(Locale.ROOT, "  unusable  %,d without pixels%n", inspection.unusable());
    }
    inspection
        .codes()
        .forEach(
            (code, count) ->
                to.printf(Locale.ROOT, "  %-9s %s: %,d%n", code.severity(), code, count));
    written.forEach(page -> to.printf(Locale.ROOT, "  wrote     %s%n", OneLine.whole(page)));
    to.flush();
  }
}
