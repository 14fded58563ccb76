package dev.xraygpu.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** A text file of goldens: a line for each, its fields between blanks. */
final class GoldenLines {
  private GoldenLines() {}

  /** The fields of each line of a file beside this class, but for comments. */
  static Stream<String[]> of(String name) {
    try (InputStream in =
        Objects.requireNonNull(GoldenLines.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
