package dev.xraygpu.cli;

import static dev.xraygpu.cli.ReportText.plural;

import dev.xraygpu.dataset.LabelValue;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.failure.OneLine;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.run.LabelCounts;
import dev.xraygpu.run.Tally;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Prints how many samples of each split and class became what. */
final class CountsText {
  private static final int SPLIT_WIDTH = 6;
  private static final String ALL_IMAGES = "(all images)";
  private static final String NO_CLASS = "(no class)";
  private static final List<LabelValue> OPEN = List.of(LabelValue.UNCERTAIN, LabelValue.UNKNOWN);

  private final PrintWriter out;
  private final List<String> classes;

  /**
   * A printer.
   *
   * @param classes all classes, in the order of their numbers
   */
  CountsText(PrintWriter out, List<String> classes) {
    this.out = out;
    this.classes = classes;
  }

  void print(Tally tally) {
    out.printf(
        Locale.ROOT,
        "%s%s: %,d kept, %,d of them flagged, %,d dropped%n%n",
        plural(tally.files(), "file"),
        tally.samplesInAll() == tally.files()
            ? ""
            : " with " + plural(tally.samplesInAll(), "frame"),
        tally.count(SampleStatus.OK) + tally.count(SampleStatus.FLAGGED),
        tally.count(SampleStatus.FLAGGED),
        tally.count(SampleStatus.DROPPED));
    int width = width(tally);
    // Where all cells say yes or no, the first column says it all.
    boolean open =
        OPEN.stream()
            .anyMatch(value -> tally.labels().values().stream().anyMatch(c -> c.has(value)));
    List<LabelValue> values =
        open ? List.of(LabelValue.NEGATIVE, LabelValue.UNCERTAIN, LabelValue.UNKNOWN) : List.of();
    StringBuilder header = new StringBuilder(row("split", "class", width));
    Stream.of("kept", "flagged", "dropped").forEach(name -> header.append(cell(name)));
    values.forEach(value -> header.append(cell(value.toString())));
    out.println(header);
    tally.samples().forEach((split, counts) -> print(tally, split, counts, width, values));
    if (!tally.labels().isEmpty()) {
      out.printf(Locale.ROOT, "%nAn image counts for each class that it has.%n");
    }
  }

  // The longest of all that the column of classes shows.
  private int width(Tally tally) {
    Stream.Builder<String> shown = Stream.builder();
    shown.add("class");
    tally
        .samples()
        .forEach(
            (split, counts) -> {
              if (tally.labels().containsKey(split)) {
                shown.add(ALL_IMAGES);
                classes.stream().map(OneLine::of).forEach(shown);
                if (counts.containsKey("")) {
                  shown.add(NO_CLASS);
                }
              } else {
                counts.keySet().stream().map(OneLine::of).forEach(shown);
              }
            });
    return shown.build().mapToInt(String::length).max().orElse(0);
  }

  private void print(
      Tally tally,
      Split split,
      Map<String, Map<SampleStatus, Long>> counts,
      int width,
      List<LabelValue> values) {
    LabelCounts known = tally.labels().get(split);
    if (known == null) {
      counts.forEach(
          (label, ofClass) ->
              out.println(
                  row(split.directory(), label.isEmpty() ? "-" : OneLine.of(label), width)
                      + cells(ofClass)));
      return;
    }
    out.println(
        row(split.directory(), ALL_IMAGES, width)
            + cells(tally.ofSplits().getOrDefault(split, Map.of())));
    // Zeros for all classes: of nothing but texts beside the images, or images without a row.
    boolean empty =
        tally.ofSplits().getOrDefault(split, Map.of()).keySet().stream()
                .allMatch(SampleStatus.DROPPED::equals)
            && counts.keySet().stream().allMatch(String::isEmpty);
    for (int i = 0; i < classes.size() && !empty; i++) {
      StringBuilder line =
          new StringBuilder(row(split.directory(), OneLine.of(classes.get(i)), width));
      line.append(cells(counts.getOrDefault(classes.get(i), Map.of())));
      for (LabelValue value : values) {
        line.append(cell(number(known.of(i, value))));
      }
      out.println(line);
    }
    if (counts.containsKey("")) {
      out.println(
          row(split.directory(), NO_CLASS, width) + cells(counts.getOrDefault("", Map.of())));
    }
  }

  private static String row(String split, String label, int width) {
    return String.format(Locale.ROOT, "  %-" + SPLIT_WIDTH + "s %-" + width + "s", split, label);
  }

  private static String cells(Map<SampleStatus, Long> counts) {
    long flagged = counts.getOrDefault(SampleStatus.FLAGGED, 0L);
    return cell(number(counts.getOrDefault(SampleStatus.OK, 0L) + flagged))
        + cell(number(flagged))
        + cell(number(counts.getOrDefault(SampleStatus.DROPPED, 0L)));
  }

  private static String cell(String text) {
    return String.format(Locale.ROOT, " %9s", text);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
