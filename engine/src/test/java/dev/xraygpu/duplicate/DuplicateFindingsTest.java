package dev.xraygpu.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.LabelReading;
import dev.xraygpu.dataset.LabelSeparator;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.duplicate.DuplicateGroup.Image;
import dev.xraygpu.duplicate.DuplicateGroup.Member;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateFindingsTest {
  private static final List<String> LABELS =
      List.of("", "Effusion", "Edema", "Edema|Effusion", "Edema|Mass", "No Finding");

  @TempDir Path folder;

  private Dataset scan(int images, Random random, LabelSeparator separator) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      String label = LABELS.get(random.nextInt(LABELS.size()));
      rows.add(label + (random.nextInt(3) == 0 ? ",test" : ",train"));
    }
    return scan(rows, separator);
  }

  private Dataset scan(List<String> rows, LabelSeparator separator) throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    StringBuilder csv = new StringBuilder("path,label,split\n");
    for (int i = 0; i < rows.size(); i++) {
      String name = String.format("%03d.png", i);
      Files.createFile(root.resolve(name));
      csv.append(name).append(',').append(rows.get(i)).append('\n');
    }
    Path labels = Files.writeString(folder.resolve("labels.csv"), csv);
    return DatasetScanner.scan(
        root,
        ScanOptions.DEFAULT.withLabels(labels).withReading(LabelReading.USUAL.with(separator)));
  }

  private static DuplicateGroup group(Dataset dataset, List<Integer> ordinals) {
    TreeSet<Split> splits = new TreeSet<>();
    ordinals.forEach(ordinal -> splits.add(dataset.samples().get(ordinal).split()));
    Image keep = image(dataset, ordinals.get(0));
    List<Member> members = new ArrayList<>(List.of(Member.kept(keep)));
    for (int ordinal : ordinals.subList(1, ordinals.size())) {
      members.add(copy(image(dataset, ordinal), keep, DuplicateKind.SAME_BYTES, 1, false));
    }
    return new DuplicateGroup(keep.path(), members, splits);
  }

  private static Image image(Dataset dataset, int ordinal) {
    return new Image(ordinal, 0, dataset.samples().get(ordinal).path());
  }

  private static Member copy(
      Image image, Image of, DuplicateKind kind, double correlation, boolean mirrored) {
    return new Member(image, Optional.of(of.path()), kind, correlation, mirrored);
  }

  /** The path of the first copy in the group that each sample is in conflict with, by pairs. */
  private static List<String> byPairs(
      List<Sample> samples, BiPredicate<Sample, Sample> inConflict) {
    List<String> expected = new ArrayList<>();
    for (Sample sample : samples) {
      Optional<Sample> copy =
          samples.stream().filter(other -> inConflict.test(sample, other)).findFirst();
      copy.ifPresent(other -> expected.add(sample.path() + " and its copy " + other.path()));
    }
    return expected;
  }

  private static List<String> found(List<Finding> findings, FindingCode code) {
    return findings.stream()
        .filter(finding -> finding.code() == code)
        .map(
            finding ->
                finding.path()
                    + finding.message().replaceFirst(".*( and its copy [^ ]*\\.png).*", "$1"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"|", "none"})
  void eachFileWithTheFirstCopyThatContradictsIt(String separator) throws IOException {
    Random random = new Random(7);
    Dataset dataset = scan(60, random, LabelSeparator.parse(separator));
    assertThat(dataset.labelSets().isPresent()).isEqualTo(separator.equals("|"));
    for (int i = 0; i < 200; i++) {
      int size = 2 + random.nextInt(8);
      List<Integer> ordinals = random.ints(0, 60).distinct().limit(size).sorted().boxed().toList();
      List<Sample> samples = ordinals.stream().map(o -> dataset.samples().get(o)).toList();
      List<Finding> findings = DuplicateFindings.of(group(dataset, ordinals), dataset);
      BiPredicate<Sample, Sample> contrary =
          (one, other) ->
              !one.label().isEmpty()
                  && !other.label().isEmpty()
                  && !one.label().equals(other.label());
      assertThat(found(findings, FindingCode.LABEL_CONFLICT)).isEqualTo(byPairs(samples, contrary));
      assertThat(found(findings, FindingCode.LEAKAGE_DUPLICATE))
          .isEqualTo(
              byPairs(
                  samples,
                  (one, other) -> one.split() == Split.TEST && other.split() == Split.TRAIN));
    }
  }

  private static DuplicateGroup inTrain(Image keep, Member one, Member other) {
    return new DuplicateGroup(
        keep.path(), List.of(Member.kept(keep), one, other), new TreeSet<>(List.of(Split.TRAIN)));
  }

  @Test
  void aCopyByWayOfAThirdHasNoCorrelation() throws IOException {
    Dataset dataset = scan(List.of("Mass,train", ",train", "Mass,train"), LabelSeparator.NONE);
    Image keep = image(dataset, 0);
    DuplicateGroup group =
        inTrain(
            keep,
            copy(image(dataset, 1), keep, DuplicateKind.NEAR, -0.954, true),
            copy(image(dataset, 2), keep, DuplicateKind.NEAR, 0, false));

    assertThat(DuplicateFindings.of(group, dataset))
        .filteredOn(finding -> finding.code() == FindingCode.NEAR_DUPLICATE)
        .extracting(Finding::message)
        .containsExactly(
            "shows the same exposure as 000.png, mirrored, inverted (correlation 0.95), which is"
                + " the one to keep",
            "shows the same exposure as 000.png (each is a copy of a third), which is the one to"
                + " keep");
  }

  @Test
  void aCopyOfACopyNamesBothThatOneAndTheOneToKeep() throws IOException {
    Dataset dataset = scan(List.of("Mass,train", ",train", "Mass,train"), LabelSeparator.NONE);
    Image keep = image(dataset, 0);
    DuplicateGroup group =
        inTrain(
            keep,
            copy(image(dataset, 1), keep, DuplicateKind.NEAR, 0.99, false),
            copy(image(dataset, 2), image(dataset, 1), DuplicateKind.SAME_BYTES, 1, false));

    assertThat(DuplicateFindings.of(group, dataset))
        .extracting(finding -> finding.path() + " " + finding.message())
        .containsExactly(
            "001.png shows the same exposure as 000.png (correlation 0.99), which is the one to"
                + " keep",
            "002.png has the same bytes as 001.png; the one to keep is 000.png");
  }

  @Test
  void ofCopiesWhoseLabelsDifferNoneIsToldToKeep() throws IOException {
    Dataset dataset = scan(List.of("Mass,train", "Edema,train", "Mass,train"), LabelSeparator.NONE);
    assertThat(DuplicateFindings.of(group(dataset, List.of(0, 1, 2)), dataset))
        .extracting(finding -> finding.path() + " " + finding.message())
        .containsExactly(
            "001.png has the same bytes as 000.png; their labels differ, so find out first which"
                + " is right",
            "002.png has the same bytes as 000.png; their labels differ, so find out first which"
                + " is right",
            "000.png is labelled Mass, and its copy 001.png Edema",
            "001.png is labelled Edema, and its copy 000.png Mass",
            "002.png is labelled Mass, and its copy 001.png Edema");
  }

  @Test
  void whatOneHasAndTheOtherHasNot() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    for (String name : List.of("1.png", "2.png", "3.png")) {
      Files.createFile(root.resolve(name));
    }
    Path labels =
        Files.writeString(
            folder.resolve("labels.csv"), "path,label:A,label:B\n1.png,1,-1\n2.png,,1\n3.png,0,\n");
    Dataset dataset = DatasetScanner.scan(root, ScanOptions.DEFAULT.withLabels(labels));
    assertThat(DuplicateFindings.of(group(dataset, List.of(0, 1, 2)), dataset))
        .filteredOn(finding -> finding.code() == FindingCode.LABEL_CONFLICT)
        .extracting(finding -> finding.path() + " " + finding.message())
        .containsExactly(
            "1.png is labelled A|B?, and its copy 3.png -A: one has what the other has not, A",
            "3.png is labelled -A, and its copy 1.png A|B?: one has what the other has not, A");
  }
}
