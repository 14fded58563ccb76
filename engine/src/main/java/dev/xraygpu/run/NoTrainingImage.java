package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.failure.OneLine;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pass.Journal;
import dev.xraygpu.pass.SampleOutcome;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The end of a run of whose training split nothing is kept: no manifest will say why. */
enum NoTrainingImage {
  /** Results cannot be normalised. */
  NORMALIZATION("there is nothing to normalise with"),
  /** They were asked for. */
  STATISTICS("there are no statistics");

  private final String consequence;

  NoTrainingImage(String consequence) {
    this.consequence = consequence;
  }

  /**
   * The failure, with what the files were dropped for and the first of them.
   *
   * @param journal of a pass that has ended
   */
  RunException failure(Dataset dataset, Journal journal) throws IOException {
    Map<FindingCode, Long> codes = new EnumMap<>(FindingCode.class);
    String first = "";
    for (Sample sample : dataset.samples()) {
      SampleOutcome outcome = journal.read(sample.ordinal());
      if (sample.split() != Split.TRAIN || outcome.status() != SampleStatus.DROPPED) {
        continue;
      }
      SampleOutcome.Note reason = outcome.findings().get(0);
      codes.merge(reason.code(), 1L, Long::sum);
      if (first.isEmpty()) {
        first = OneLine.of(sample.path()) + ": " + OneLine.of(reason.message());
      }
    }
    if (codes.isEmpty()) {
      return new RunException("all pixels of the training split are padding, so " + consequence);
    }
    String counts =
        codes.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(code -> String.format(Locale.ROOT, "%,d %s", code.getValue(), code.getKey()))
            .collect(Collectors.joining(", "));
    return new RunException(
        "no usable image in the training split, so "
            + consequence
            + ": "
            + counts
            + ", such as "
            + first);
  }
}
