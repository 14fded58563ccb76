package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a person wants to know of a file's header before looking at its pixels: numbers and codes of
 * the standard, no free text and nobody's identity.
 */
public final class DicomSummary {
  private static final String NOT_A_NUMBER = "(not a number)";

  private DicomSummary() {}

  /**
   * Labels and values, in the order in which they are to be read. What the header lacks is left
   * out.
   *
   * @throws DecodeException if the header's pixel description cannot be read
   */
  public static Map<String, String> of(DicomFile file) throws DecodeException {
    DicomDataSet dataSet = file.dataSet();
    PixelLayout layout = file.layout();
    Map<String, String> summary = new LinkedHashMap<>();
    summary.put("syntax", file.transferSyntaxName());
    summary.put(
        "stored",
        String.format(
            Locale.ROOT,
            "%d bits of %d, high bit %d, %s%s",
            layout.bitsStored(),
            layout.bitsAllocated(),
            layout.highBit(),
            layout.signed() ? "signed" : "unsigned",
            layout.samples() == 1
                ? ""
                : ", " + layout.samples() + (layout.planar() ? " planes" : " samples per pixel")));
    put(summary, "rescale", rescale(dataSet));
    put(summary, "windows", windows(dataSet));
    put(summary, "luts", luts(dataSet));
    put(summary, "padding", padding(dataSet));
    if (dataSet.text(DicomTag.LOSSY_IMAGE_COMPRESSION).orElse("").equals("01")) {
      summary.put("lossy", "the header says that the image was once compressed with losses");
    }
    return summary;
  }

  private static void put(Map<String, String> summary, String label, String value) {
    if (!value.isEmpty()) {
      summary.put(label, value);
    }
  }

  private static String rescale(DicomDataSet dataSet) {
    List<String> slope = numbers(dataSet, DicomTag.RESCALE_SLOPE);
    List<String> intercept = numbers(dataSet, DicomTag.RESCALE_INTERCEPT);
    return slope.isEmpty() || intercept.isEmpty()
        ? ""
        : "value * " + slope.get(0) + " + " + intercept.get(0);
  }

  private static String windows(DicomDataSet dataSet) {
    List<String> centers = numbers(dataSet, DicomTag.WINDOW_CENTER);
    List<String> widths = numbers(dataSet, DicomTag.WINDOW_WIDTH);
    List<String> windows = new ArrayList<>();
    for (int i = 0; i < Math.min(centers.size(), widths.size()); i++) {
      if (!centers.get(i).isEmpty() && !widths.get(i).isEmpty()) {
        windows.add(centers.get(i) + "," + widths.get(i));
      }
    }
    return String.join("  ", windows);
  }

  private static String luts(DicomDataSet dataSet) {
    int modality = dataSet.sequence(DicomTag.MODALITY_LUT_SEQUENCE).size();
    int voi = dataSet.sequence(DicomTag.VOI_LUT_SEQUENCE).size();
    return modality + voi == 0 ? "" : modality + " modality, " + voi + " VOI";
  }

  private static String padding(DicomDataSet dataSet) {
    List<String> value = numbers(dataSet, DicomTag.PIXEL_PADDING_VALUE);
    List<String> limit = numbers(dataSet, DicomTag.PIXEL_PADDING_RANGE_LIMIT);
    if (value.isEmpty()) {
      return "";
    }
    return limit.isEmpty() ? value.get(0) : value.get(0) + " to " + limit.get(0);
  }

  /**
   * Numbers only: what is no number is not shown, whatever it is. One that is left out is empty.
   */
  private static List<String> numbers(DicomDataSet dataSet, int tag) {
    try {
      return Arrays.stream(dataSet.numbers(tag))
          .mapToObj(number -> Double.isInfinite(number) ? NOT_A_NUMBER : DicomValues.format(number))
          .collect(Collectors.toList());
    } catch (DecodeException e) {
      return List.of(NOT_A_NUMBER);
    }
  }
}
