package dev.xraygpu.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/**
 * Samples that share a text, such as their patient. The texts are not held, for there may be nearly
 * as many as samples: eight bytes per sample while they are sorted.
 */
final class OrdinalsAlike {
  private OrdinalsAlike() {}

  /**
   * Hands out the samples that share a text with another one, in no order of the texts.
   *
   * @param count ordinals are from 0 to this
   * @param textOf asked twice, of those that may share a text; a sample of an empty one is left out
   * @param taker takes a text and two ordinals or more, in their order
   */
  static void handOut(
      int count, IntFunction<String> textOf, BiConsumer<String, List<Integer>> taker) {
    long[] hashes = hashes(count, textOf);
    int from = 0;
    for (int i = 1; i <= hashes.length; i++) {
      if (i == hashes.length || hashes[i] >> 32 != hashes[from] >> 32) {
        if (i - from > 1) {
          handOut(hashes, from, i, textOf, taker);
        }
        from = i;
      }
    }
  }

  // Texts of one hash may still differ.
  private static void handOut(
      long[] hashes,
      int from,
      int to,
      IntFunction<String> textOf,
      BiConsumer<String, List<Integer>> taker) {
    Map<String, List<Integer>> alike = new LinkedHashMap<>();
    for (int i = from; i < to; i++) {
      int ordinal = (int) hashes[i];
      alike.computeIfAbsent(textOf.apply(ordinal), text -> new ArrayList<>()).add(ordinal);
    }
    alike.forEach(
        (text, ordinals) -> {
          if (ordinals.size() > 1) {
            taker.accept(text, ordinals);
          }
        });
  }

  // Those of one text next to each other, and in their order: its hash above the ordinal.
  private static long[] hashes(int count, IntFunction<String> textOf) {
    long[] hashes = new long[count];
    int known = 0;
    for (int ordinal = 0; ordinal < count; ordinal++) {
      String text = textOf.apply(ordinal);
      if (!text.isEmpty()) {
        hashes[known++] = (long) text.hashCode() << 32 | ordinal;
      }
    }
    long[] sorted = Arrays.copyOf(hashes, known);
    Arrays.sort(sorted);
    return sorted;
  }
}
