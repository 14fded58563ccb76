package dev.xraygpu.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which program this is. */
public final class ProgramVersion {
  /** The program's name. */
  public static final String NAME = "xray-gpu";

  private ProgramVersion() {}

  /** The version that the build wrote down. */
  public static String current() {
    // Not from the jar's manifest: Java forgets it for classes from a class data archive.
    try (InputStream text = ProgramVersion.class.getResourceAsStream("version.txt")) {
      if (text == null) {
        throw new IllegalStateException("the build left out version.txt");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
