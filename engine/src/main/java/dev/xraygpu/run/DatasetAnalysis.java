package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.distribution.GroupComparisons;
import dev.xraygpu.distribution.ImageMeasures;
import dev.xraygpu.distribution.InversionCheck;
import dev.xraygpu.distribution.MeasureTable;
import dev.xraygpu.distribution.OutlierCheck;
import dev.xraygpu.duplicate.DuplicateGroup;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What only the dataset as a whole shows, found after a pass from what its journal holds of the
 * kept samples. Memory: 48 bytes per sample while it looks, and the findings.
 *
 * @param findings of samples and of the dataset
 * @param comparisons how measures differ between splits and classes
 * @param table measures of the kept samples
 * @param dropped ordinals of the others
 * @param origins what files say of themselves
 * @param duplicates groups of files that show the same
 */
record DatasetAnalysis(
    DatasetFindings findings,
    GroupComparisons comparisons,
    MeasureTable table,
    BitSet dropped,
    Origins origins,
    List<DuplicateGroup> duplicates) {

  /** Looks at a finished pass. */
  static DatasetAnalysis of(Dataset dataset, Journal journal, PassSettings settings)
      throws IOException {
    BitSet dropped = new BitSet();
    Origins origins = new Origins(dataset.samples().size());
    MeasureTable table = new MeasureTable(dataset.samples().size());
    for (Sample sample : dataset.samples()) {
      SampleOutcome outcome = journal.read(sample.ordinal());
      dropped.set(sample.ordinal(), outcome.status() == SampleStatus.DROPPED);
      origins.add(sample.ordinal(), outcome.origin());
      Size size = outcome.size();
      PixelType type = outcome.type();
      Double mean = outcome.mean();
      Optional<ImageMeasures> measures = measuresIfKept(outcome);
      if (measures.isPresent() && size != null && type != null && mean != null) {
        table.set(sample.ordinal(), size, type.bits(), mean / type.maxValue(), measures.get());
      }
    }
    DatasetFindings findings = new DatasetFindings();
    GroupComparisons comparisons =
        new GroupComparisons(dataset, table, settings.checks().shortcuts());
    findings.addAll(comparisons.findings());
    findings.addAll(new OutlierCheck(dataset, table, settings.checks().outliers()).find());
    findings.addAll(
        new InversionCheck(
                dataset,
                ordinal -> measuresIfKept(journal.read(ordinal)),
                settings.checks().outliers())
            .find());
    return new DatasetAnalysis(findings, comparisons, table, dropped, origins, List.of());
  }

  /** The same with groups of files that show the same; their findings are added to these. */
  DatasetAnalysis withDuplicates(List<DuplicateGroup> groups) {
    return new DatasetAnalysis(findings, comparisons, table, dropped, origins, List.copyOf(groups));
  }

  /** Names of the tables of {@link #writeTables}. */
  static final List<String> TABLES =
      List.of(
          ComparisonFiles.DISTRIBUTIONS,
          ComparisonFiles.SHORTCUTS,
          AvailabilityFile.NAME,
          DuplicatesFile.NAME);

  /** Writes what was found about the dataset as a whole, apart from the findings. */
  void writeTables(Path folder, Dataset dataset) throws IOException {
    ComparisonFiles.write(folder, comparisons);
    AvailabilityFile.write(folder, dataset, dropped, origins);
    DuplicatesFile.write(folder, dataset, duplicates);
  }

  private static Optional<ImageMeasures> measuresIfKept(SampleOutcome outcome) {
    return outcome.status() == SampleStatus.DROPPED
        ? Optional.empty()
        : Optional.ofNullable(outcome.measures());
  }
}
