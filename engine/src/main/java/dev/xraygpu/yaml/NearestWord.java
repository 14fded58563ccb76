package dev.xraygpu.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody who mistyped may have meant. */
public final class NearestWord {
  private NearestWord() {}

  /**
   * The nearest of some words, if one is near enough: with at most a third of its letters typed
   * wrong, left out, added or exchanged with the next; or begun only. Upper case, and {@code _} for
   * {@code -}, are no mistakes.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    String typed = folded(word);
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      String meant = folded(candidate);
      boolean begun = typed.length() >= 3 && meant.startsWith(typed);
      int mistakes = begun ? 1 : mistakes(typed, meant);
      if (mistakes < least && mistakes <= Math.max(1, meant.length() / 3)) {
        least = mistakes;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** {@code 'sizes'; did you mean 'size'? There are fit, interpolation, size}. */
  public static String amongst(String word, Collection<String> known) {
    String all = (known.size() == 1 ? "there is only " : "there are ") + String.join(", ", known);
    return YamlException.quoted(word)
        + to(word, known)
            .map(near -> "; did you mean '" + near + "'? T" + all.substring(1))
            .orElse("; " + all);
  }

  private static String folded(String word) {
    return word.trim().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  // Optimal string alignment. Words of very different lengths are not compared: keys may be long.
  private static int mistakes(String a, String b) {
    if (Math.abs(a.length() - b.length()) > b.length() / 3 + 1) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
