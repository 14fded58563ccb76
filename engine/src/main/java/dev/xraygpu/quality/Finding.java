package dev.xraygpu.quality;

import dev.xraygpu.failure.OneLine;

/**
 * Something wrong with a sample or with the dataset.
 *
 * @param path the file, relative to the dataset's root, with {@code /}; empty for the dataset
 *     itself
 * @param code what
 * @param severity how bad
 * @param message what exactly, in one line: control characters, of names that it quotes for
 *     example, are {@linkplain OneLine#whole escaped}
 */
public record Finding(String path, FindingCode code, Severity severity, String message) {
  /** Makes a single line of the message. */
  public Finding {
    message = OneLine.whole(message);
  }

  /** A finding of its code's usual severity. */
  public static Finding of(String path, FindingCode code, String message) {
    return new Finding(path, code, code.severity(), message);
  }
}
