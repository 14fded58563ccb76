package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.dataset.LabelPolicy.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelPolicyTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    // positive, uncertain, negative, unknown
    "keep, keep, 1 -1 0 NaN",
    "zero, keep, 1 0 0 NaN",
    "one,  keep, 1 1 0 NaN",
    "NaN,  keep, 1 NaN 0 NaN",
    "keep, zero, 1 -1 0 0",
    "one,  Zero, 1 1 0 0",
    "nan,  zero, 1 NaN 0 0",
  })
  void whatIsWritten(String uncertain, String blank, String expected) throws DatasetException {
    LabelPolicy policy = LabelPolicy.KEEP.withUncertain(uncertain).withBlank(blank);
    assertThat(
            Stream.of(LabelValue.values())
                .map(said -> Float.toString(policy.written("Edema", said).number()))
                .map(number -> number.replace(".0", ""))
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
    assertThat(policy.isKeep()).isEqualTo(uncertain.equals("keep") && blank.equals("keep"));
  }

  @Test
  void classesDiffer() throws DatasetException {
    LabelPolicy policy = LabelPolicy.KEEP.withUncertain(" Edema = one, zero ,Mass=nan,a=b=keep");
    assertThat(policy)
        .isEqualTo(
            new LabelPolicy(
                Choice.ZERO,
                Map.of("Edema", Choice.ONE, "Mass", Choice.NAN, "a=b", Choice.KEEP),
                Choice.KEEP));
    assertThat(policy.written("Edema", LabelValue.UNCERTAIN)).isEqualTo(LabelValue.POSITIVE);
    assertThat(policy.written("Mass", LabelValue.UNCERTAIN)).isEqualTo(LabelValue.UNKNOWN);
    assertThat(policy.written("Hernia", LabelValue.UNCERTAIN)).isEqualTo(LabelValue.NEGATIVE);
    LabelPolicy one = LabelPolicy.KEEP.withUncertain("Mass, left=one|");
    assertThat(one.uncertain("Mass, left")).isEqualTo(Choice.ONE);
    assertThat(one.uncertain("Hernia")).isEqualTo(Choice.KEEP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "two ! expected one of keep, zero, one, nan, not 'two'",
        "Edema=U-Ones ! expected one of keep, zero, one, nan, not 'U-Ones'",
        "Edema= ! expected one of keep, zero, one, nan, not ''",
        "=one ! no class is named before =one",
        "zero,one ! of all other classes twice",
        "Edema=one,Edema=one ! of Edema twice",
        "' ' ! expected keep, zero, one or nan, or such as zero,Edema=one",
      })
  void textsThatAreNone(String text, String message) {
    assertThatThrownBy(() -> LabelPolicy.KEEP.withUncertain(text))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("--uncertain")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"one", "nan", "''", "'zero,Edema=zero'"})
  void blankIsKeptOrZero(String text) {
    assertThatThrownBy(() -> LabelPolicy.KEEP.withBlank(text))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("--blank: expected one of keep, zero, not ");
    assertThatThrownBy(() -> new LabelPolicy(Choice.KEEP, Map.of(), Choice.ONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void datasetsThatItIsNotFor() throws IOException {
    FileTreeFixture tree = FileTreeFixture.in(Files.createDirectory(folder.resolve("root")));
    tree.with("A/a.png", "B/b.png");
    Dataset one = tree.scan();
    assertThatCode(() -> LabelPolicy.KEEP.require(one, ClassChoice.ALL)).doesNotThrowAnyException();
    assertThatThrownBy(() -> LabelPolicy.KEEP.withBlank("zero").require(one, ClassChoice.ALL))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("are for images of several classes")
        .hasMessageContaining("--label-columns");
    Path table =
        Files.writeString(
            folder.resolve("t.csv"), "path,label:Edema,label:Mass\nA/a.png,1,0\nB/b.png,,\n");
    Dataset several = tree.scanWithLabels(table);
    assertThatCode(
            () -> LabelPolicy.KEEP.withUncertain("zero,Mass=one").require(several, ClassChoice.ALL))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> LabelPolicy.KEEP.withUncertain("Mas=one").require(several, ClassChoice.ALL))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "--uncertain names the class Mas, which the labels do not have; they have the classes"
                + " Edema, Mass");
  }
}
