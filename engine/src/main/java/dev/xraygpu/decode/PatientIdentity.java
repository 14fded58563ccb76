package dev.xraygpu.decode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whom an image shows, as its file says. The text is kept from being printed by accident: {@link
 * #toString} hides it.
 */
public final class PatientIdentity {
  /** Nobody is named. */
  public static final PatientIdentity NONE = new PatientIdentity("");

  /**
   * What anonymised files have in place of an id, without what is no letter or digit. Zeros are not
   * among it: where patients are numbered from 0, one would be left out of the checks for leaks.
   */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "|X+|ANON|ANONYM|ANONYMOUS|ANONYMI[SZ]ED?|ANONYMI[SZ]EDPATIENT|ANONPATIENT|"
              + "DEIDENTIFIED|DEIDENT|DEID|UNKNOWN|UNKNOWNPATIENT|UNSPECIFIED|NONE|NULL|NIL|NA|"
              + "NOID|EMPTY|REMOVED|REDACTED|DELETED|WITHHELD|CONFIDENTIAL|PATIENT|PATIENTID|ID");

  private final String id;

  private PatientIdentity(String id) {
    this.id = id;
  }

  /**
   * The patient's id as it stands in the file; spaces around it do not count. What anonymised files
   * have in its place names nobody: it would make one patient of all.
   */
  public static PatientIdentity of(String id) {
    String stripped = id.strip();
    String letters = stripped.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
    return PLACEHOLDER.matcher(letters).matches() ? NONE : new PatientIdentity(stripped);
  }

  /** Whether nobody is named. */
  public boolean isNone() {
    return id.isEmpty();
  }

  /** The id's bytes, for a keyed digest. */
  public byte[] bytes() {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  /** The id itself: only where the user asked for ids in the results. */
  public String revealed() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PatientIdentity p && p.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return isNone() ? "PatientIdentity[none]" : "PatientIdentity[hidden]";
  }
}
