package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that says which split images are in, beside the file of their labels.
 *
 * @param split the split of all files that it lists, one in each line; nothing for a table with a
 *     column of paths and one of splits
 * @param file a regular file
 */
public record SplitSource(Optional<Split> split, Path file) {
  /**
   * Reads {@code FILE}, or {@code test=FILE}.
   *
   * @throws DatasetException if there is no such file
   */
  public static SplitSource parse(String text) throws DatasetException {
    int equals = text.indexOf('=');
    Optional<Split> split =
        equals < 0 ? Optional.empty() : Split.of(text.substring(0, equals).strip());
    String name = split.isPresent() ? text.substring(equals + 1).strip() : text;
    try {
      Path file = Path.of(name);
      if (!name.isEmpty() && Files.isRegularFile(file)) {
        return new SplitSource(split, file);
      }
    } catch (InvalidPathException e) {
      throw none(text);
    }
    throw none(text);
  }

  private static DatasetException none(String text) {
    return new DatasetException(
        "--splits: there is no file "
            + OneLine.of(text)
            + ": expected a table with a column of paths and one named split, or"
            + " train=FILE, val=FILE or test=FILE for a list of paths");
  }
}
