package dev.xraygpu.run;

import dev.xraygpu.dataset.ClassChecks;
import dev.xraygpu.dataset.ClassNameChecks;
import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.dataset.LabelChecks;
import dev.xraygpu.dataset.LabelComparison;
import dev.xraygpu.dataset.LabelReading;
import dev.xraygpu.dataset.PatientChecks;
import dev.xraygpu.dataset.SplitCorrection;
import dev.xraygpu.dataset.StudyChecks;
import dev.xraygpu.distribution.InversionCheck;
import dev.xraygpu.duplicate.DuplicateFindings;
import dev.xraygpu.duplicate.DuplicateGroup;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pass.RunListener;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.table.SplitFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The checks that need the whole dataset and look at who shows whom: copies, patients, labels.
 *
 * @param duplicates groups of files that show the same exposure, by their first members
 * @param findings what is wrong, of samples and of the dataset
 * @param splits corrected ones, if they were asked for
 */
record DatasetChecks(
    List<DuplicateGroup> duplicates, List<Finding> findings, Optional<CorrectedSplits> splits) {

  /** Refuses places and files that cannot be meant, before any work is done. */
  static void require(Path root, RunInputs inputs, DatasetCheckOptions options)
      throws IOException, RunException {
    if (options.fixedSplits().isPresent()) {
      Path file = options.fixedSplits().get();
      OutputLocation.requireFile(root, "--fix-splits", file);
      inputs.requireOther("--fix-splits", file);
    }
  }

  /** Compares the second label file, if there is one: before the pass, which takes long. */
  static List<Finding> compareLabels(
      Dataset dataset, Path root, LabelReading reading, DatasetCheckOptions options)
      throws DatasetException {
    return options.secondLabels().isPresent()
        ? LabelComparison.compare(dataset, root, options.secondLabels().get(), reading)
        : List.of();
  }

  // Only the pass has read what headers say of patients.
  private static Dataset withPatients(FinishedPass pass) {
    return pass.journal().hasAcquisition()
        ? pass.dataset().withPatientsInHeaders(pass.origins()::patient)
        : pass.dataset();
  }

  private static Set<String> inverted(FinishedPass pass, PassSettings settings) throws IOException {
    return new InversionCheck(pass.dataset(), pass.patterns(), settings.checks().outliers())
        .find().stream().map(Finding::path).collect(Collectors.toSet());
  }

  /** Checks a dataset whose pass has ended. */
  static DatasetChecks run(
      FinishedPass pass,
      SignatureFile signatures,
      DecodedPixels pixels,
      PassSettings settings,
      DatasetCheckOptions options,
      RunListener listener)
      throws IOException, RunException {
    Dataset dataset = withPatients(pass);
    UsableSamples usable = pass.usable();
    DuplicateDetection detection =
        new DuplicateDetection(dataset, usable, signatures, () -> inverted(pass, settings));
    List<DuplicateGroup> groups =
        options.extent() == CheckExtent.FILES
            ? detection.findSameBytes()
            : detection.find(pixels, settings.threads(), listener);
    List<Finding> findings = new ArrayList<>(ClassNameChecks.check(dataset));
    findings.addAll(ClassChecks.check(dataset, usable::contains));
    findings.addAll(LabelChecks.check(dataset, usable::contains));
    findings.addAll(StudyChecks.check(dataset, usable::contains));
    groups.forEach(group -> findings.addAll(DuplicateFindings.of(group, dataset)));
    findings.addAll(PatientChecks.check(dataset, usable::contains, usable::patientOf));
    Optional<CorrectedSplits> splits = Optional.empty();
    if (options.fixedSplits().isPresent()) {
      List<List<Integer>> copies =
          groups.stream()
              .map(g -> g.members().stream().map(m -> m.image().ordinal()).distinct().toList())
              .toList();
      Path file = options.fixedSplits().get();
      SplitCorrection correction =
          new SplitCorrection(dataset, copies, usable::patientOf, usable::isImage, options.seed());
      SplitFile.write(file, correction);
      splits = Optional.of(CorrectedSplits.of(file, correction));
    }
    return new DatasetChecks(groups, findings, splits);
  }
}
