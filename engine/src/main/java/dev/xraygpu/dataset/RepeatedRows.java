package dev.xraygpu.dataset;

import java.util.List;

/**
 * What several rows for one image say together, class by class: the opinions of several readers, or
 * a row for each class.
 */
public enum RepeatedRows {
  /** Rows that differ are a mistake. */
  REFUSE,
  /** Positive if one row says so; else uncertain if one row is; else negative if one says so. */
  ANY,
  /** Positive if all rows say so that say anything; negative if one says so; else uncertain. */
  ALL,
  /**
   * What more than half of the rows say that say anything; uncertain if neither positive nor
   * negative has that many.
   */
  MAJORITY;

  /**
   * One value of several.
   *
   * @param values at least one
   */
  LabelValue combined(List<LabelValue> values) {
    int positive = count(values, LabelValue.POSITIVE);
    int negative = count(values, LabelValue.NEGATIVE);
    int said = positive + negative + count(values, LabelValue.UNCERTAIN);
    if (said == 0) {
      return LabelValue.UNKNOWN;
    }
    return switch (this) {
      case REFUSE -> throw new IllegalStateException("rows that differ are refused");
      case ANY ->
          positive > 0
              ? LabelValue.POSITIVE
              : negative == said ? LabelValue.NEGATIVE : LabelValue.UNCERTAIN;
      case ALL ->
          negative > 0
              ? LabelValue.NEGATIVE
              : positive == said ? LabelValue.POSITIVE : LabelValue.UNCERTAIN;
      case MAJORITY ->
          2 * positive > said
              ? LabelValue.POSITIVE
              : 2 * negative > said ? LabelValue.NEGATIVE : LabelValue.UNCERTAIN;
    };
  }

  private static int count(List<LabelValue> values, LabelValue value) {
    return (int) values.stream().filter(v -> v == value).count();
  }
}
