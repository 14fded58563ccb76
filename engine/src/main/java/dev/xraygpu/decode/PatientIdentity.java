package dev.xraygpu.decode;

import java.nio.charset.StandardCharsets;

/**
 * Whom an image shows, as its file says. The text is kept from being printed by accident: {@link
 * #toString} hides it.
 */
public final class PatientIdentity {
  /** Nobody is named. */
  public static final PatientIdentity NONE = new PatientIdentity("");

  private final String id;

  private PatientIdentity(String id) {
    this.id = id;
  }

  /** The patient's id as it stands in the file; spaces around it do not count. */
  public static PatientIdentity of(String id) {
    String stripped = id.strip();
    return stripped.isEmpty() ? NONE : new PatientIdentity(stripped);
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
