package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the names of a dataset's classes say against each other. */
public final class ClassNameChecks {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}_-]+");

  /** Blanks that tell numbers apart: {@code grade 1-2} is not grade 12. */
  private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d)[\\s\\p{Z}_-]+(?=\\d)");

  /** A sign: {@code -1}, which stands for uncertain in some tables, is not 1. */
  private static final Pattern SIGN = Pattern.compile("(?<=^|[\\s\\p{Z}])-(?=\\d)");

  private ClassNameChecks() {}

  /**
   * Classes that only case, blanks (or what stands for them, {@code _} and {@code -}) or the
   * encoding of letters tells apart. They stay classes of their own: which name is right, and
   * whether they are one, is not ours to say.
   */
  public static List<Finding> check(Dataset dataset) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (String name : dataset.classes()) {
      alike.computeIfAbsent(key(name), key -> new ArrayList<>()).add(name);
    }
    alike.values().removeIf(names -> names.size() < 2);
    if (alike.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> counts = new HashMap<>();
    for (Sample sample : dataset.samples()) {
      dataset.classesOf(sample).forEach(name -> counts.merge(name, 1, Integer::sum));
    }
    List<Finding> findings = new ArrayList<>();
    for (List<String> names : alike.values()) {
      findings.add(
          Finding.of(
              "",
              FindingCode.CLASS_NAMES_ALIKE,
              "the classes "
                  + names.stream()
                      .map(name -> describe(name, counts.getOrDefault(name, 0)))
                      .collect(Collectors.joining(", "))
                  + " differ only in case, blanks or encoding, and count as "
                  + names.size()
                  + " classes"));
    }
    return findings;
  }

  private static String describe(String name, int images) {
    return "'" + OneLine.of(name) + "' (" + images + (images == 1 ? " image)" : " images)");
  }

  private static String key(String name) {
    String letters =
        Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).strip();
    String signed = SIGN.matcher(letters).replaceAll("\1");
    String numbers = BETWEEN_DIGITS.matcher(signed).replaceAll("\0");
    return BLANKS.matcher(numbers).replaceAll("");
  }
}
