package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathStoreTest {
  // Of each length in bytes, ends of the ranges, a backslash, and halves of surrogate pairs, which
  // names on Windows may have alone.
  private static final String CHARACTERS =
      "a/.-\\\0\u007f\u0080\u00e9\u07ff\u0800\ud7ff\ud800\udc00\udfff\ue000\uffff";

  @Test
  void anyPathAndNumberComeBackAndAreOrderedAsStrings() {
    Random random = new Random(4);
    List<String> paths =
        new ArrayList<>(List.of("", "x".repeat(70_000), "\u20ac".repeat(40_000), "z"));
    List<Long> numbers = new ArrayList<>(List.of(0L, 127L, Long.MAX_VALUE, -1L));
    for (int i = 0; i < 3000; i++) {
      StringBuilder path = new StringBuilder();
      for (int k = random.nextInt(60); k >= 0; k--) {
        // Long common beginnings, so that it is the ends that decide.
        path.append(
            random.nextInt(6) > 0 ? 'a' : CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      paths.add(path.toString());
      numbers.add(random.nextLong() >>> random.nextInt(64));
    }
    PathStore store = new PathStore();
    int[] addresses = new int[paths.size()];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = store.add(paths.get(i), numbers.get(i));
    }
    for (int i = 0; i < addresses.length; i++) {
      assertThat(store.path(addresses[i])).isEqualTo(paths.get(i));
      assertThat(store.number(addresses[i])).isEqualTo(numbers.get(i));
      int other = random.nextInt(addresses.length);
      int order = Integer.signum(paths.get(i).compareTo(paths.get(other)));
      assertThat(Integer.signum(store.compare(addresses[i], addresses[other]))).isEqualTo(order);
      assertThat(Integer.signum(store.compare(addresses[i], PathStore.encode(paths.get(other)))))
          .isEqualTo(order);
    }
    assertThat(Arrays.stream(addresses).distinct()).hasSize(addresses.length);
  }

  @Test
  void numbersAreSortedAsObjectsAre() {
    Random random = new Random(5);
    for (int size : new int[] {0, 1, 2, 3, 17, 1000}) {
      int[] keys = random.ints(size, 0, Math.max(1, size / 2)).toArray();
      Integer[] expected = new Integer[size];
      Arrays.setAll(expected, i -> i);
      // Stable, as the sort of objects is.
      Arrays.sort(expected, (a, b) -> Integer.compare(keys[a], keys[b]));
      int[] sorted = NumberSort.sorted(size, (a, b) -> Integer.compare(keys[a], keys[b]));
      assertThat(sorted).isEqualTo(Arrays.stream(expected).mapToInt(i -> i).toArray());
    }
  }
}
