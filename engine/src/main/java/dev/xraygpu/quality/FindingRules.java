package dev.xraygpu.quality;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which findings are reported, and how bad each counts. A check that judges usable pixels
 * (too-small, nearly-black, constant) is off where its code is not reported. What has no pixels is
 * left out of the results whether its finding is reported or not.
 *
 * @param reported the codes that are reported
 * @param severities severities that replace a code's usual ones
 */
public record FindingRules(Set<FindingCode> reported, Map<FindingCode, Severity> severities) {
  /** Every code is reported, with its usual severity. */
  public static final FindingRules DEFAULT =
      new FindingRules(EnumSet.allOf(FindingCode.class), Map.of());

  private static final String ALL = "all";
  private static final Pattern NAME = Pattern.compile("[a-z0-9*-]+");

  /** Copies both. */
  public FindingRules {
    EnumSet<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
    codes.addAll(reported);
    reported = Collections.unmodifiableSet(codes);
    EnumMap<FindingCode, Severity> changed = new EnumMap<>(FindingCode.class);
    changed.putAll(severities);
    severities = Collections.unmodifiableMap(changed);
  }

  /**
   * The same with other codes reported.
   *
   * @param selected codes, patterns such as {@code unusual-*}, or {@code all}; nothing selected
   *     means the codes that were reported before
   * @param ignored likewise, taken away from the selected ones
   * @throws IllegalArgumentException if a name is no code and a pattern matches none
   */
  public FindingRules reporting(Collection<String> selected, Collection<String> ignored) {
    EnumSet<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
    if (selected.isEmpty()) {
      codes.addAll(reported);
    }
    selected.forEach(name -> codes.addAll(codesOf(name)));
    ignored.forEach(name -> codes.removeAll(codesOf(name)));
    return new FindingRules(codes, severities);
  }

  /**
   * The same with another severity for some codes.
   *
   * @param names a code, a pattern or {@code all}
   * @throws IllegalArgumentException if it names no code
   */
  public FindingRules rating(String names, Severity severity) {
    EnumMap<FindingCode, Severity> changed = new EnumMap<>(FindingCode.class);
    changed.putAll(severities);
    codesOf(names).forEach(code -> changed.put(code, severity));
    return new FindingRules(reported, changed);
  }

  /** Whether findings of a code are reported. */
  public boolean reports(FindingCode code) {
    return reported.contains(code);
  }

  /** The finding with the severity that counts. */
  public Finding rated(Finding finding) {
    Severity severity = severities.getOrDefault(finding.code(), finding.severity());
    return severity == finding.severity()
        ? finding
        : new Finding(finding.path(), finding.code(), severity, finding.message());
  }

  /** The finding with the severity that counts, if it is reported. */
  public Optional<Finding> apply(Finding finding) {
    return reports(finding.code()) ? Optional.of(rated(finding)) : Optional.empty();
  }

  private static Set<FindingCode> codesOf(String name) {
    if (name.equals(ALL)) {
      return EnumSet.allOf(FindingCode.class);
    }
    EnumSet<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
    if (NAME.matcher(name).matches()) {
      Pattern pattern = Pattern.compile(name.replace("*", ".*"));
      for (FindingCode code : FindingCode.values()) {
        if (pattern.matcher(code.toString()).matches()) {
          codes.add(code);
        }
      }
    }
    if (codes.isEmpty()) {
      throw new IllegalArgumentException(
          "no finding has the code '"
              + name
              + "'; there are all, "
              + EnumSet.allOf(FindingCode.class).stream()
                  .map(FindingCode::toString)
                  .collect(Collectors.joining(", ")));
    }
    return codes;
  }
}
