package dev.xraygpu.sink;

import dev.xraygpu.dataset.Split;
import java.util.Locale;
import java.util.Map;

/**
 * How results are dealt out to archives: row {@code i} of a split with {@code n} archives goes to
 * archive {@code i % n}. Rows are sorted by path, so by class as a rule: dealt out like this, each
 * archive has its part of every class, and is a fair sample of the split.
 *
 * @param rows how many results each split has
 * @param size most results in an archive
 */
public record Shards(Map<Split, Long> rows, int size) {
  /** What an archive holds unless asked otherwise: of 224 x 224 float32 values, 200 MB. */
  public static final int DEFAULT_SIZE = 1000;

  private static final int FEWEST_DIGITS = 6;

  /** Refuses archives of nothing. */
  public Shards {
    if (size < 1) {
      throw new IllegalArgumentException("an archive holds at least 1 image");
    }
    rows = Map.copyOf(rows);
  }

  /** How many results a split has. */
  public long rowsOf(Split split) {
    return rows.getOrDefault(split, 0L);
  }

  /** How many archives a split has; none if nothing of it is kept. */
  public int of(Split split) {
    return Math.toIntExact((rowsOf(split) + size - 1) / size);
  }

  // All numbers of a split have as many digits, or its pattern would name archives that are not
  // there.
  private int digits(Split split) {
    return Math.max(FEWEST_DIGITS, Integer.toString(of(split) - 1).length());
  }

  private String number(Split split, int shard) {
    return String.format(Locale.ROOT, "%0" + digits(split) + "d", shard);
  }

  /** How many results an archive of a split has. */
  public long rowsOf(Split split, int shard) {
    return (rowsOf(split) - shard + of(split) - 1) / of(split);
  }

  /** Number of the archive of a row. */
  int shardOf(Split split, long index) {
    return (int) (index % of(split));
  }

  /** The archive of a row, relative to the results' folder, as {@code train/train-000000.tar}. */
  public String fileOf(Split split, long index) {
    return file(split, shardOf(split, index));
  }

  /** An archive by its number, relative to the results' folder. */
  String file(Split split, int shard) {
    return String.format(
        Locale.ROOT, "%1$s/%1$s-%2$s.tar", split.directory(), number(split, shard));
  }

  /** All archives of a split as WebDataset takes them: {@code train/train-{000000..000005}.tar}. */
  public String pattern(Split split) {
    return String.format(
        Locale.ROOT,
        "%1$s/%1$s-{%2$s..%3$s}.tar",
        split.directory(),
        number(split, 0),
        number(split, of(split) - 1));
  }

  /** What all files of one result begin with: its row, as {@code 000000012}. */
  static String keyOf(long index) {
    return String.format(Locale.ROOT, "%09d", index);
  }
}
