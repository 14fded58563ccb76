package dev.xraygpu.pass;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.decode.AcquisitionColumns;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Numbers that a file does not say of how it was taken, and what stands for them: the median of the
 * kept images of the training split, so that nothing of the other splits leaks into a model.
 *
 * @param medians by column, as the file that has it writes it
 */
public record AcquisitionGaps(Map<String, String> medians) {
  /**
   * The medians of what was written into a journal; of an even number of values the smaller one in
   * the middle. Holds each distinct value once, and those are few.
   */
  public static AcquisitionGaps filledFrom(Dataset dataset, Journal journal) throws IOException {
    Map<String, TreeMap<Double, Counted>> values = new LinkedHashMap<>();
    AcquisitionColumns.NUMBERS.forEach(column -> values.put(column, new TreeMap<>()));
    for (Sample sample : dataset.samples()) {
      if (sample.split() == Split.TRAIN) {
        journal.read(
            sample.ordinal(),
            row -> {
              if (row.status() != SampleStatus.DROPPED && row.origin() != null) {
                count(row.origin().acquisition(), values);
              }
            });
      }
    }
    Map<String, String> medians = new LinkedHashMap<>();
    values.forEach((column, counts) -> median(counts).ifPresent(m -> medians.put(column, m)));
    return new AcquisitionGaps(medians);
  }

  /** A number as one file writes it, and how many say the same. */
  private record Counted(String text, long count) {}

  private static void count(
      Map<String, String> acquisition, Map<String, TreeMap<Double, Counted>> values) {
    values.forEach(
        (column, counts) -> {
          String text = acquisition.getOrDefault(column, "");
          OptionalDouble number = number(text);
          if (number.isPresent()) {
            counts.merge(
                number.getAsDouble(),
                new Counted(text, 1),
                (old, one) ->
                    new Counted(
                        old.text().compareTo(one.text()) <= 0 ? old.text() : one.text(),
                        old.count() + 1));
          }
        });
  }

  private static Optional<String> median(TreeMap<Double, Counted> counts) {
    long before = (counts.values().stream().mapToLong(Counted::count).sum() - 1) / 2;
    for (Counted value : counts.values()) {
      before -= value.count();
      if (before < 0) {
        return Optional.of(value.text());
      }
    }
    return Optional.empty();
  }

  private static OptionalDouble number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** The columns of numbers that a file says nothing in. */
  static List<String> in(Map<String, String> acquisition) {
    return AcquisitionColumns.NUMBERS.stream()
        .filter(column -> isGap(column, acquisition))
        .toList();
  }

  private static boolean isGap(String column, Map<String, String> acquisition) {
    return number(acquisition.getOrDefault(column, "")).isEmpty();
  }

  /**
   * What stands in a column for a file; empty where the file says it itself, where it says nothing
   * at all of how it was taken, and where no training image does.
   */
  public String medianFor(String column, Map<String, String> acquisition) {
    boolean gap = !acquisition.isEmpty() && isGap(column, acquisition);
    return gap ? medians.getOrDefault(column, "") : "";
  }

  /** What a finding says of a file that says something of how it was taken, but not all. */
  static Optional<Finding> finding(
      FaultChoice choice, String path, Map<String, String> acquisition) {
    if (choice == FaultChoice.LEAVE || acquisition.isEmpty()) {
      return Optional.empty();
    }
    List<String> gaps = in(acquisition);
    if (gaps.isEmpty()) {
      return Optional.empty();
    }
    boolean filled = choice == FaultChoice.IMPUTE;
    return Optional.of(
        new Finding(
            path,
            FindingCode.MISSING_ACQUISITION,
            filled ? Severity.INFO : Severity.WARNING,
            "the header does not say "
                + String.join(", ", gaps)
                + (filled ? ": the training split's median is taken where it has one" : "")));
  }
}
