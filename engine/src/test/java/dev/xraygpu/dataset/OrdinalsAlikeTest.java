package dev.xraygpu.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OrdinalsAlikeTest {
  private static Map<String, List<Integer>> alike(List<String> texts) {
    Map<String, List<Integer>> found = new TreeMap<>();
    OrdinalsAlike.handOut(
        texts.size(),
        texts::get,
        (text, ordinals) -> assertThat(found.put(text, List.copyOf(ordinals))).isNull());
    return found;
  }

  @Test
  void whatSharesATextInItsOrder() {
    assertThat(alike(List.of("b", "", "a", "b", "c", "", "b", "a")))
        .isEqualTo(Map.of("a", List.of(2, 7), "b", List.of(0, 3, 6)));
    assertThat(alike(List.of())).isEmpty();
    assertThat(alike(List.of("x"))).isEmpty();
  }

  @Test
  void textsOfOneHashAreKeptApart() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(alike(List.of("Aa", "BB", "AaBB", "BBAa", "Aa", "BBAa", "C#")))
        .isEqualTo(Map.of("Aa", List.of(0, 4), "BBAa", List.of(3, 5)));
  }

  @Test
  void manyTexts() {
    Random random = new Random(4);
    List<String> texts = new ArrayList<>();
    Map<String, List<Integer>> expected = new TreeMap<>();
    for (int i = 0; i < 5000; i++) {
      // Hashes of both signs.
      String text = "patient" + random.nextInt(3000) * 7919L;
      texts.add(text);
      expected.computeIfAbsent(text, t -> new ArrayList<>()).add(i);
    }
    expected.values().removeIf(ordinals -> ordinals.size() < 2);
    assertThat(texts.stream().anyMatch(text -> text.hashCode() < 0)).isTrue();
    assertThat(alike(texts)).isEqualTo(expected);
  }
}
