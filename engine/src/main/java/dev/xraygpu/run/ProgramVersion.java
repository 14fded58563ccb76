package dev.xraygpu.run;

/** Which program this is. */
public final class ProgramVersion {
  /** The program's name. */
  public static final String NAME = "xray-gpu";

  private ProgramVersion() {}

  /** The version in the jar's manifest, or {@code development} when run from classes. */
  public static String current() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
