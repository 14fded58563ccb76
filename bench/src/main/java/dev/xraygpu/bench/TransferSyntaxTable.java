package dev.xraygpu.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@link TransferSyntaxRates} as lines of text. */
public final class TransferSyntaxTable {
  private TransferSyntaxTable() {}

  /** A line that says what was measured, and one for each rate. */
  public static List<String> of(List<TransferSyntaxRates.Rate> rates) {
    List<String> lines = new ArrayList<>();
    lines.add("one thread; header and first frame, from memory; median (range)");
    for (TransferSyntaxRates.Rate rate : rates) {
      Spread time = rate.milliseconds();
      lines.add(
          String.format(
              Locale.ROOT,
              "%-24s %9s x%d %2d bit %8d bytes %8.2f ms (%.2f to %.2f) %7.1f megapixels/s  %s",
              rate.syntax().uid(),
              rate.layout().size(),
              rate.layout().samples(),
              rate.layout().bitsStored(),
              rate.fileBytes(),
              time.median(),
              time.min(),
              time.max(),
              rate.megapixelsPerSecond(),
              rate.syntax().title()));
    }
    return lines;
  }
}
