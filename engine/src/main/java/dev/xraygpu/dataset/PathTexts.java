package dev.xraygpu.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A text for each of many paths, most of which stand in their path: four bytes each for where, and
 * the text itself once for all others. Thread-safe once it is filled.
 */
final class PathTexts {
  // A text in a path: where it begins, and in the lowest bits its length.
  private static final int LENGTH_BITS = 12;

  private final int[] references;
  private final Texts others = new Texts();

  /** Empty texts. */
  PathTexts(int paths) {
    references = new int[paths];
  }

  /** Texts that repeat, each with a number. */
  static final class Texts {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    int number(String text) {
      return numbers.computeIfAbsent(
          text,
          t -> {
            texts.add(t);
            return texts.size() - 1;
          });
    }

    String get(int number) {
      return texts.get(number);
    }
  }

  void set(int ordinal, String path, String text) {
    int at = path.indexOf(text);
    references[ordinal] =
        at >= 0 && at < 1 << (Integer.SIZE - 1 - LENGTH_BITS) && text.length() < 1 << LENGTH_BITS
            ? at << LENGTH_BITS | text.length()
            : ~others.number(text);
  }

  String get(int ordinal, String path) {
    int reference = references[ordinal];
    if (reference < 0) {
      return others.get(~reference);
    }
    int length = reference & ((1 << LENGTH_BITS) - 1);
    int at = reference >> LENGTH_BITS;
    return length == 0 ? "" : path.substring(at, at + length);
  }
}
