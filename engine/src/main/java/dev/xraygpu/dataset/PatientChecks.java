package dev.xraygpu.dataset;

import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * What the patients of a dataset say about its splits and labels. A patient the label file or a
 * file's header names is believed; an id taken from a file's name is a claim, so that its leaks are
 * warnings.
 */
public final class PatientChecks {
  private PatientChecks() {}

  /** The first image of a patient in each split, and with each label. */
  private record Seen(Map<Split, Sample> splits, Map<String, Sample> labels) {}

  /**
   * Patients in several splits, on each of their images outside of the training split; and patients
   * of several labels, once per label after the first. Where an image may have several classes,
   * labels are not compared: which of them a patient shows changes from one exposure to the next.
   *
   * @param usable ordinals that count
   * @param patientOf a sample's patient: its own or, where it has none, what the file's header says
   */
  public static List<Finding> check(
      Dataset dataset, IntPredicate usable, Function<Sample, String> patientOf) {
    Map<String, Seen> patients = contradictory(dataset, usable, patientOf);
    List<Finding> findings = new ArrayList<>();
    if (patients.isEmpty()) {
      return findings;
    }
    for (Sample sample : dataset.samples()) {
      String patient = patientOf.apply(sample);
      Seen seen = patients.get(patient);
      if (seen != null && usable.test(sample.ordinal())) {
        leak(sample, patient, seen, dataset, findings);
        if (dataset.labelSets().isEmpty()) {
          conflict(sample, patient, seen, dataset, findings);
        }
      }
    }
    return findings;
  }

  // The patients of several splits or labels: few, while all patients would be as many as images.
  private static Map<String, Seen> contradictory(
      Dataset dataset, IntPredicate usable, Function<Sample, String> patientOf) {
    List<Sample> samples = dataset.samples();
    Map<String, Seen> found = new HashMap<>();
    OrdinalsAlike.handOut(
        samples.size(),
        ordinal -> usable.test(ordinal) ? patientOf.apply(samples.get(ordinal)) : "",
        (patient, ordinals) -> {
          Seen seen = new Seen(new EnumMap<>(Split.class), new TreeMap<>());
          for (int ordinal : ordinals) {
            Sample sample = samples.get(ordinal);
            seen.splits().putIfAbsent(sample.split(), sample);
            if (!sample.label().isEmpty()) {
              seen.labels().putIfAbsent(sample.label(), sample);
            }
          }
          if (seen.splits().size() > 1 || seen.labels().size() > 1) {
            found.put(patient, seen);
          }
        });
    return found;
  }

  // What neither a file's name nor a pattern told is what the file's header says.
  private static boolean isKnown(Sample sample, Dataset dataset) {
    return sample.patient().isEmpty() || dataset.hasPatientOfLabelFile(sample);
  }

  private static void leak(
      Sample sample, String patient, Seen seen, Dataset dataset, List<Finding> findings) {
    if (seen.splits().size() < 2 || sample.split() == Split.TRAIN || sample.split() == Split.ALL) {
      return;
    }
    Sample other =
        seen.splits().values().stream()
            .filter(s -> s.split() != sample.split())
            .findFirst()
            .orElseThrow();
    boolean known = isKnown(sample, dataset) && isKnown(other, dataset);
    findings.add(
        new Finding(
            sample.path(),
            FindingCode.LEAKAGE_PATIENT,
            known ? Severity.ERROR : Severity.WARNING,
            "patient "
                + patient
                + " is in "
                + sample.split()
                + ", and in "
                + other.split()
                + " with "
                + other.path()
                + (known
                    ? ""
                    : "; the id comes from a file's name, which is a claim and no proof")));
  }

  private static void conflict(
      Sample sample, String patient, Seen seen, Dataset dataset, List<Finding> findings) {
    Sample firstOfLabel = seen.labels().get(sample.label());
    if (seen.labels().size() < 2 || firstOfLabel == null || !firstOfLabel.equals(sample)) {
      return;
    }
    Sample first =
        seen.labels().values().stream()
            .min((a, b) -> Integer.compare(a.ordinal(), b.ordinal()))
            .orElseThrow();
    if (first.equals(sample)) {
      return;
    }
    findings.add(
        Finding.of(
            sample.path(),
            FindingCode.PATIENT_LABEL_CONFLICT,
            "patient "
                + patient
                + " is labelled "
                + sample.label()
                + " here, and "
                + seen.labels().keySet().stream()
                    .filter(label -> !label.equals(sample.label()))
                    .collect(Collectors.joining(", "))
                + " elsewhere, such as in "
                + first.path()
                + (isKnown(sample, dataset)
                    ? ""
                    : "; the id comes from the file's name, which is a claim and no proof")));
  }
}
