package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.distribution.ColorCheck;
import dev.xraygpu.distribution.DepthCheck;
import dev.xraygpu.distribution.GroupComparisons;
import dev.xraygpu.distribution.InversionCheck;
import dev.xraygpu.distribution.MeasureTable;
import dev.xraygpu.distribution.OutlierCheck;
import dev.xraygpu.distribution.OutlierRule;
import dev.xraygpu.distribution.RangeCheck;
import dev.xraygpu.duplicate.DuplicateGroup;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.table.AvailabilityFile;
import dev.xraygpu.table.ComparisonFiles;
import dev.xraygpu.table.DuplicatesFile;
import dev.xraygpu.table.Origins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/**
 * What only the dataset as a whole shows, found after a pass from what it noted of the kept
 * samples.
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
  static DatasetAnalysis of(FinishedPass pass, PassSettings settings) throws IOException {
    Dataset dataset = pass.dataset();
    MeasureTable table = pass.table();
    DatasetFindings findings = new DatasetFindings();
    GroupComparisons comparisons =
        new GroupComparisons(dataset, table, settings.checks().shortcuts());
    findings.addAll(comparisons.findings());
    OutlierRule outliers = settings.checks().outliers();
    findings.addAll(new OutlierCheck(dataset, table, outliers).find());
    findings.addAll(ColorCheck.find(dataset, table, outliers));
    findings.addAll(RangeCheck.find(table));
    findings.addAll(DepthCheck.find(table));
    findings.addAll(new InversionCheck(dataset, pass.patterns(), outliers).find());
    return new DatasetAnalysis(
        findings, comparisons, table, pass.dropped(), pass.origins(), List.of());
  }

  /** The same with groups of files that show the same; their findings are added to these. */
  DatasetAnalysis withDuplicates(List<DuplicateGroup> groups) {
    return new DatasetAnalysis(findings, comparisons, table, dropped, origins, List.copyOf(groups));
  }

  /** Names of all tables of {@link #writeTables}. */
  static final List<String> TABLES =
      List.of(
          ComparisonFiles.DISTRIBUTIONS,
          ComparisonFiles.SHORTCUTS,
          AvailabilityFile.NAME,
          DuplicatesFile.NAME);

  /** Writes what was found about the dataset as a whole, apart from the findings. */
  void writeTables(Path folder, Dataset dataset, CheckExtent extent) throws IOException {
    if (extent == CheckExtent.DATASET) {
      ComparisonFiles.write(folder, comparisons);
    }
    AvailabilityFile.write(folder, dataset, dropped, origins);
    DuplicatesFile.write(folder, dataset, origins, duplicates);
  }
}
