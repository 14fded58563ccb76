package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.xraygpu.quality.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the checks of labels make of images that may have several classes. */
class SeveralClassesChecksTest {
  /** How many of 1,000 images of ChestX-ray14 have a class, about. */
  private static final Map<String, Integer> FREQUENCIES =
      new TreeMap<>(
          Map.of(
              "Infiltration", 177,
              "Effusion", 119,
              "Atelectasis", 103,
              "Nodule", 56,
              "Mass", 52,
              "Pneumothorax", 47,
              "Consolidation", 42,
              "Cardiomegaly", 25,
              "Pneumonia", 13,
              "Fibrosis", 15));

  @TempDir Path folder;

  private Dataset scan(String csv, LabelReading reading) throws IOException {
    FileTreeFixture tree = FileTreeFixture.in(folder.resolve("root"));
    for (String line : csv.lines().skip(1).toList()) {
      tree.with(line.substring(0, line.indexOf(',')));
    }
    Path file = Files.writeString(folder.resolve("labels.csv"), csv);
    return DatasetScanner.scan(
        tree.root(), ScanOptions.DEFAULT.withLabels(file).withReading(reading));
  }

  private Dataset joined(String csv) throws IOException {
    return scan(csv, LabelReading.USUAL.with(LabelSeparator.parse("|")));
  }

  @Test
  void newSplitsShareOutEveryClassAndKeepPatientsTogether() throws IOException {
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("path,label,patient\n");
    int images = 0;
    for (int patient = 0; images < 1500; patient++) {
      int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 8 : 2);
      for (int i = 0; i < count; i++) {
        List<String> labels = new ArrayList<>();
        FREQUENCIES.forEach(
            (name, frequency) -> {
              if (random.nextInt(1000) < frequency) {
                labels.add(name);
              }
            });
        String cell = labels.isEmpty() ? "No Finding" : String.join("|", labels);
        csv.append("%04d.png,%s,p%d%n".formatted(images++, cell, patient));
      }
    }
    Dataset dataset = joined(csv.toString());
    SplitCorrection correction =
        new SplitCorrection(dataset, List.of(), Sample::patient, i -> true, 1);
    Map<String, Map<Split, Integer>> counts = new TreeMap<>();
    Map<String, Set<Split>> ofPatient = new HashMap<>();
    for (Sample sample : dataset.samples()) {
      Split split = correction.of(sample);
      ofPatient.computeIfAbsent(sample.patient(), p -> new HashSet<>()).add(split);
      List<String> names = new ArrayList<>(dataset.classesOf(sample));
      names.add("all");
      names.forEach(
          name ->
              counts
                  .computeIfAbsent(name, n -> new EnumMap<>(Split.class))
                  .merge(split, 1, Integer::sum));
    }
    assertThat(ofPatient.values()).allMatch(splits -> splits.size() == 1);
    assertThat(counts).hasSize(12);
    counts.forEach(
        (name, ofSplits) -> {
          int all = ofSplits.values().stream().mapToInt(Integer::intValue).sum();
          // 70, 15 and 15 %, to three images or two points.
          double slack = Math.max(3, 0.02 * all);
          assertThat((double) ofSplits.getOrDefault(Split.TRAIN, 0))
              .as(name + " " + ofSplits)
              .isCloseTo(0.7 * all, within(slack));
          assertThat((double) ofSplits.getOrDefault(Split.TEST, 0))
              .as(name + " " + ofSplits)
              .isCloseTo(0.15 * all, within(slack));
        });
  }

  @Test
  void classesAreCountedOneByOne() throws IOException {
    StringBuilder csv = new StringBuilder("path,label,split\n");
    for (int i = 0; i < 30; i++) {
      csv.append("a%02d.png,%s,train%n".formatted(i, i < 2 ? "Hernia|Effusion" : "Effusion"));
    }
    csv.append("b.png,Effusion|Mass,test\n");
    Dataset dataset = joined(csv.toString());
    assertThat(ClassChecks.check(dataset, ordinal -> true))
        .extracting(Finding::message)
        .containsExactly(
            "the class Hernia is in train only, with 2 usable images",
            "the class Hernia has 2 usable images in train, another one 30",
            "the class Mass is in test only, with 1 usable image");
  }

  @Test
  void nothingAndSomethingContradictEachOther() throws IOException {
    Dataset dataset =
        joined(
            """
            path,label
            1.png,No Finding
            2.png,no_finding|Mass|Support Devices
            3.png,No Finding|Support Devices
            4.png,Effusion|Mass
            5.png,NORMAL|Effusion|Mass
            6.png,Normal|Mass
            """);
    assertThat(LabelChecks.check(dataset, ordinal -> ordinal != 5))
        .extracting(finding -> finding.path() + " " + finding.message())
        .containsExactly(
            "2.png is labelled no_finding and also Mass",
            "5.png is labelled NORMAL and also Effusion, Mass");
    Dataset one = scan("path,label\n1.png,No Finding|Mass\n", LabelReading.USUAL);
    assertThat(LabelChecks.check(one, ordinal -> true)).isEmpty();
  }

  @Test
  void whatIsUncertainOrUnknownContradictsNothing() throws IOException {
    LabelReading columns = LabelReading.USUAL.with(LabelColumns.parse("label=A..C"));
    Dataset dataset =
        scan("path,A,B,C\n1.png,1,-1,\n2.png,0,0,1\n3.png,,1,0\n4.png,1,,-1\n", columns);
    LabelSets sets = dataset.labelSets().orElseThrow();
    List<String> labels = dataset.samples().stream().map(Sample::label).toList();
    assertThat(sets.contrary(labels.get(0), labels.get(1))).containsExactly("A");
    assertThat(sets.contrary(labels.get(1), labels.get(2))).containsExactly("B", "C");
    assertThat(sets.contrary(labels.get(0), labels.get(2))).isEmpty();
    assertThat(sets.contrary(labels.get(0), labels.get(3))).isEmpty();
    assertThat(sets.contrary(labels.get(0), "")).isEmpty();
    assertThat(Collections.frequency(labels, "")).isZero();
  }

  @Test
  void aPatientMayShowOtherClassesLater() throws IOException {
    String csv = "path,label,patient\n1.png,A,p\n2.png,A|B,p\n";
    assertThat(PatientChecks.check(joined(csv), ordinal -> true, Sample::patient)).isEmpty();
    assertThat(PatientChecks.check(scan(csv, LabelReading.USUAL), ordinal -> true, Sample::patient))
        .hasSize(1);
  }
}
