package dev.xraygpu.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DisjointSetsTest {
  @Test
  void whatIsJoinedInAnyOrderIsOneSet() {
    DisjointSets sets = new DisjointSets();
    sets.join(9, 4);
    sets.join(7, 8);
    sets.join(4, 8);
    sets.join(1, 2);
    sets.join(2, 1);
    assertThat(sets.sets()).containsExactly(List.of(1, 2), List.of(4, 7, 8, 9));
    assertThat(sets.first(9)).isEqualTo(4);
    assertThat(sets.first(100)).isEqualTo(100);
  }
}
