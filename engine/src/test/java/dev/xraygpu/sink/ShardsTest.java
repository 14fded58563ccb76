package dev.xraygpu.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.dataset.Split;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardsTest {
  @ParameterizedTest
  @CsvSource({"1,1,1", "999,1000,1", "1000,1000,1", "1001,1000,2", "7,3,3", "6,3,2", "5,1,5"})
  void rowsAreDealtOutEvenly(long rows, int size, int shards) {
    Shards dealt = new Shards(Map.of(Split.TRAIN, rows), size);
    assertThat(dealt.of(Split.TRAIN)).isEqualTo(shards);
    long[] counts = new long[shards];
    for (long row = 0; row < rows; row++) {
      counts[dealt.shardOf(Split.TRAIN, row)]++;
    }
    for (int shard = 0; shard < shards; shard++) {
      assertThat(dealt.rowsOf(Split.TRAIN, shard))
          .isEqualTo(counts[shard])
          .isLessThanOrEqualTo(size);
      assertThat(counts[shard]).isBetween(rows / shards, rows / shards + 1);
    }
  }

  @Test
  void namesAreThoseThatWebDatasetExpands() {
    Shards shards = new Shards(Map.of(Split.VAL, 12L), 5);
    assertThat(shards.fileOf(Split.VAL, 4)).isEqualTo("val/val-000001.tar");
    assertThat(shards.pattern(Split.VAL)).isEqualTo("val/val-{000000..000002}.tar");
    assertThat(Shards.keyOf(1234)).isEqualTo("000001234");
  }

  @ParameterizedTest
  @CsvSource({"1000000,000000,999999", "1000001,0000000,1000000", "12345678,00000000,12345677"})
  void numbersOfASplitHaveAsManyDigits(long archives, String first, String last) {
    Shards shards = new Shards(Map.of(Split.TRAIN, archives), 1);
    assertThat(shards.fileOf(Split.TRAIN, 0)).isEqualTo("train/train-" + first + ".tar");
    assertThat(shards.fileOf(Split.TRAIN, archives - 1)).isEqualTo("train/train-" + last + ".tar");
    assertThat(shards.pattern(Split.TRAIN))
        .isEqualTo("train/train-{" + first + ".." + last + "}.tar");
  }

  @Test
  void aSplitOfNothingHasNoArchive() {
    assertThat(new Shards(Map.of(), 5).of(Split.TEST)).isZero();
    assertThat(new Shards(Map.of(Split.TEST, 0L), 5).of(Split.TEST)).isZero();
  }

  @Test
  void archivesOfNothingAreRefused() {
    assertThatThrownBy(() -> new Shards(Map.of(), 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
