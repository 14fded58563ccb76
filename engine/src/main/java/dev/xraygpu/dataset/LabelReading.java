package dev.xraygpu.dataset;

import java.util.List;

/**
 * How a label file is read.
 *
 * @param columns names of its columns
 * @param separator whether a cell of labels names several classes
 * @param repeated what several rows for one image say together
 * @param splits files that say which split images are in; they count more than the label file and
 *     the folders
 */
public record LabelReading(
    LabelColumns columns,
    LabelSeparator separator,
    RepeatedRows repeated,
    List<SplitSource> splits) {
  /** Copies the list. */
  public LabelReading {
    splits = List.copyOf(splits);
  }

  /** The usual columns, or a public table that is known. */
  public static final LabelReading USUAL =
      new LabelReading(LabelColumns.USUAL, LabelSeparator.OF_TABLE, RepeatedRows.REFUSE, List.of());

  /** The same with other columns. */
  public LabelReading with(LabelColumns names) {
    return new LabelReading(names, separator, repeated, splits);
  }

  /** The same with another separator. */
  public LabelReading with(LabelSeparator other) {
    return new LabelReading(columns, other, repeated, splits);
  }

  /** The same with another way to take several rows for one image. */
  public LabelReading with(RepeatedRows rows) {
    return new LabelReading(columns, separator, rows, splits);
  }

  /** The same with files of splits. */
  public LabelReading with(List<SplitSource> files) {
    return new LabelReading(columns, separator, repeated, files);
  }
}
