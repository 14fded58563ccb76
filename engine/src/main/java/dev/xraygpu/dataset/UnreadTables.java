package dev.xraygpu.dataset;

import dev.xraygpu.dataset.LabelTableFile.Open;
import dev.xraygpu.failure.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;

/**
 * The tables that lie in a dataset when no label file is given. Public datasets bring their labels
 * in them, and who forgets to name one would train on no classes, or on names of folders.
 */
final class UnreadTables {
  private static final List<String> EXTENSIONS = List.of(".csv", ".tsv", ".csv.gz", ".tsv.gz");

  /** How many are looked at: some datasets have one for each patient. */
  private static final int MOST_OPENED = 16;

  private static final int MOST_SHOWN = 3;

  /** A header that is longer is none. */
  private static final long MAX_HEADER_BYTES = 1 << 20;

  private UnreadTables() {}

  /**
   * What a person should know of them, in one line.
   *
   * @param root the dataset, as the user named it
   * @param files of the dataset
   * @param doubt why the folders need not tell the images' classes, as a clause; empty if they do
   * @return empty if there is nothing to say
   */
  static String notice(Path root, FileList files, String doubt) {
    List<String> tables =
        files.stream()
            .filter(file -> file.rejection() == null && isTable(file.path()))
            .map(FileEntry::path)
            .sorted(
                Comparator.comparingLong(UnreadTables::depth)
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MOST_OPENED)
            .toList();
    List<String> labels = tables.stream().filter(path -> isOfLabels(root.resolve(path))).toList();
    if (!labels.isEmpty()) {
      return (labels.size() == 1
              ? "a table of labels in the dataset is not read: give it as --labels "
              : labels.size()
                  + " tables of labels in the dataset are not read: give one or more as --labels: ")
          + shown(root, labels);
    }
    if (doubt.isEmpty()) {
      return "";
    }
    return doubt
        + ": give a table as --labels"
        + (tables.isEmpty()
            ? ""
            : "; in the dataset there "
                + (tables.size() == 1 ? "is " : "are ")
                + shown(root, tables)
                + " (--label-columns names other columns)");
  }

  private static String shown(Path root, List<String> tables) {
    String first =
        tables.stream()
            .limit(MOST_SHOWN)
            .map(path -> OneLine.of(root.resolve(path).toString()))
            .collect(Collectors.joining(", "));
    return tables.size() > MOST_SHOWN ? first + ", and others" : first;
  }

  private static boolean isTable(String path) {
    String lower = FileNames.name(path).toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(lower::endsWith);
  }

  private static long depth(String path) {
    return path.chars().filter(c -> c == '/').count();
  }

  /** Whether {@code --labels} reads a file without a word about its columns. */
  private static boolean isOfLabels(Path file) {
    try (Open table = new LabelTableFile(file, MAX_HEADER_BYTES).open()) {
      Iterator<CSVRecord> records = table.records().iterator();
      if (!records.hasNext()) {
        return false;
      }
      LabelHeader.find(records.next(), LabelReading.USUAL);
      return true;
    } catch (IOException | UncheckedIOException | TableFault e) {
      return false; // no table, or one of something else: nothing depends on it
    }
  }
}
