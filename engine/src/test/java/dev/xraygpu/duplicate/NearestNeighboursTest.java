package dev.xraygpu.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {
  private record Offer(int sample, int other, float score) {}

  @Test
  void whatIsKeptDoesNotDependOnTheOrderOfOffers() {
    Random random = new Random(3);
    List<Offer> offers = new ArrayList<>();
    for (int sample = 0; sample < 600; sample += 7) {
      for (int other = 0; other < 600; other++) {
        // Few different scores, so that many are equal.
        offers.add(new Offer(sample, other << 1 | other % 2, random.nextInt(20) / 10f));
      }
    }
    long[] first = pairs(offers);
    Collections.shuffle(offers, random);
    assertThat(pairs(offers)).isEqualTo(first);
    assertThat(first).isSorted().doesNotHaveDuplicates();
  }

  private static long[] pairs(List<Offer> offers) {
    NearestNeighbours neighbours = new NearestNeighbours(600, 0, (one, other) -> false);
    offers.forEach(o -> neighbours.offer(o.sample(), o.other(), o.score()));
    return LongStream.concat(
            Arrays.stream(neighbours.pairs(0, 210)), Arrays.stream(neighbours.pairs(210, 600)))
        .toArray();
  }
}
