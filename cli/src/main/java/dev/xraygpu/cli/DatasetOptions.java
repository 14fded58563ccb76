package dev.xraygpu.cli;

import dev.xraygpu.dataset.ClassChoice;
import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.dataset.LabelColumns;
import dev.xraygpu.dataset.LabelReading;
import dev.xraygpu.dataset.LabelSeparator;
import dev.xraygpu.dataset.RepeatedRows;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.dataset.SplitSource;
import dev.xraygpu.pipeline.PipelineFormatException;
import dev.xraygpu.pipeline.StageText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Where the dataset is and how it is read. */
final class DatasetOptions {
  @Parameters(
      paramLabel = "DATASET",
      description =
          "Folder: DATASET/{train,val,test}/CLASS/*, DATASET/CLASS/*, or images directly in it.")
  Path root;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "CSV with the columns path,label and optionally split,patient. May be given several times,"
              + " where a dataset has a table for each split.")
  List<Path> labels = List.of();

  @Option(
      names = "--label-columns",
      paramLabel = "path=NAME,label=NAME",
      description =
          "Other names of the columns of --labels, with split=NAME and patient=NAME if they are to"
              + " be read; label=FIRST..LAST or label=A|B|C for a column of each class, with 1, 0,"
              + " -1 or nothing. The tables of NIH ChestX-ray14, CheXpert, MIMIC-CXR, VinDr-CXR,"
              + " PadChest and RSNA are known without.")
  @Nullable String labelColumns;

  @Option(
      names = "--label-separator",
      paramLabel = "TEXT",
      description =
          "A cell of labels names several classes with this between them, such as '|'; none: it is"
              + " one class, whatever it holds. Known of the public tables.")
  @Nullable String labelSeparator;

  @Option(
      names = "--label-rows",
      paramLabel = "RULE",
      description =
          "What several rows for one image say together, class by class: any, all or majority;"
              + " refuse (default) takes rows that differ for a mistake.")
  @Nullable String labelRows;

  @Option(
      names = "--classes",
      paramLabel = "A,B,C",
      description =
          "The classes that count, in the order of their numbers. Where an image may have several,"
              + " others are left out; where it has one, others are an error. 'A|B, b' where names"
              + " have commas.")
  @Nullable String classes;

  @Option(
      names = "--splits",
      paramLabel = "FILE",
      description =
          "Splits of images from a table of their own, with a column named split and one of paths,"
              + " such as MIMIC-CXR's; or test=FILE for a list of paths, such as NIH's. May be"
              + " given several times.")
  List<String> splits = List.of();

  @Option(
      names = "--patient-pattern",
      paramLabel = "REGEX",
      description =
          "How to find the patient in a path: the group 'patient', group 1, or the whole match.")
  @Nullable String patientPattern;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  DatasetOptions() {}

  /**
   * How the dataset is read.
   *
   * @throws ParameterException for an option that cannot be meant
   * @throws DatasetException if a file of splits is not there
   */
  ScanOptions scan(CommandSpec spec) throws DatasetException, PipelineFormatException {
    ScanOptions scan = ScanOptions.DEFAULT;
    if (!labels.isEmpty()) {
      scan = scan.withLabels(labels.toArray(Path[]::new));
    }
    try {
      scan = scan.withReading(reading(spec));
      if (classes != null) {
        scan = scan.withClasses(ClassChoice.parse(classes));
      }
      if (patientPattern != null) {
        scan = scan.withPatientPattern(patientPattern);
      }
    } catch (DatasetException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    return splits.isEmpty() ? scan : scan.withReading(scan.reading().with(sources()));
  }

  private LabelReading reading(CommandSpec spec) throws DatasetException, PipelineFormatException {
    LabelReading reading = LabelReading.USUAL;
    if (labelColumns != null) {
      requireLabels("--label-columns names the columns", spec);
      reading = reading.with(LabelColumns.parse(labelColumns));
    }
    if (labelSeparator != null) {
      requireLabels("--label-separator is for the cells", spec);
      reading = reading.with(LabelSeparator.parse(labelSeparator));
    }
    if (labelRows != null) {
      requireLabels("--label-rows is for the rows", spec);
      reading = reading.with(StageText.constant(RepeatedRows.class, "--label-rows", labelRows));
    }
    return reading;
  }

  private List<SplitSource> sources() throws DatasetException {
    List<SplitSource> sources = new ArrayList<>();
    for (String source : splits) {
      sources.add(SplitSource.parse(source));
    }
    return sources;
  }

  private void requireLabels(String what, CommandSpec spec) {
    if (labels.isEmpty()) {
      throw new ParameterException(spec.commandLine(), what + " of --labels: give that, too");
    }
  }
}
