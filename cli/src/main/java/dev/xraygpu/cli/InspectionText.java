package dev.xraygpu.cli;

import dev.xraygpu.decode.AcquisitionColumns;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.failure.OneLine;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.inspection.SingleImage;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.run.StoredValues;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** What {@code inspect} says of one file. */
final class InspectionText {
  private final Path file;
  private final PrintWriter to;

  InspectionText(Path file, PrintWriter to) {
    this.file = file;
    this.to = to;
  }

  void image(SingleImage image, DecodeRequest request) throws RunException {
    to.printf(Locale.ROOT, "%s%n", OneLine.whole(file.toString()));
    to.printf(
        Locale.ROOT,
        "  format    %s, %s%n",
        image.header().format().title(),
        image.header().detail());
    to.printf(Locale.ROOT, "  size      %s%n", image.header().shape());
    if (image.header().format() == ImageFormat.DICOM) {
      header(StoredValues.open(file, request));
    }
    if (image.frames() > 1) {
      to.printf(Locale.ROOT, "  frames    %d%n", image.frames());
    }
    for (String column : AcquisitionColumns.NAMES) {
      String value = image.acquisition().get(column);
      if (value != null) {
        line(column, value);
      }
    }
    to.printf(
        Locale.ROOT,
        "  mean      %.3f of %d%n",
        image.input().mean(),
        image.header().pixelType().maxValue());
    to.printf(Locale.ROOT, "  sha256    %s%n", image.sha256());
    for (Finding finding : image.findings()) {
      to.printf(
          Locale.ROOT, "  %-9s %s: %s%n", finding.severity(), finding.code(), finding.message());
    }
    to.flush();
  }

  void stored(StoredValues values) throws RunException {
    to.printf(Locale.ROOT, "%s%n", OneLine.whole(file.toString()));
    header(values);
    to.flush();
  }

  private void header(StoredValues values) throws RunException {
    values.summary().forEach(this::line);
  }

  private void line(String label, String value) {
    to.printf(Locale.ROOT, "  %-9s %s%n", label, OneLine.whole(value));
  }

  void wrote(String what) {
    to.printf(Locale.ROOT, "  wrote     %s%n", OneLine.whole(what));
    to.flush();
  }
}
