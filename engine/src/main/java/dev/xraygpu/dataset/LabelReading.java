package dev.xraygpu.dataset;

/**
 * How a label file is read.
 *
 * @param columns names of its columns
 * @param separator whether a cell of labels names several classes
 * @param repeated what several rows for one image say together
 */
public record LabelReading(LabelColumns columns, LabelSeparator separator, RepeatedRows repeated) {
  /** The usual columns, or a public table that is known. */
  public static final LabelReading USUAL =
      new LabelReading(LabelColumns.USUAL, LabelSeparator.OF_TABLE, RepeatedRows.REFUSE);

  /** The same with other columns. */
  public LabelReading with(LabelColumns names) {
    return new LabelReading(names, separator, repeated);
  }

  /** The same with another separator. */
  public LabelReading with(LabelSeparator other) {
    return new LabelReading(columns, other, repeated);
  }

  /** The same with another way to take several rows for one image. */
  public LabelReading with(RepeatedRows rows) {
    return new LabelReading(columns, separator, rows);
  }
}
