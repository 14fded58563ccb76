package dev.xraygpu.quality;

import dev.xraygpu.decode.ColoredPixel;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.Size;
import dev.xraygpu.statistics.PixelSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The checks of one image: first of its header, then of its pixels.
 *
 * @param thresholds where an image stops being usable
 */
public record ImageChecks(QualityThresholds thresholds) {
  /** From this share of coloured pixels on, an image is a coloured one: an arrow, a few letters. */
  private static final double COLORED_SHARE = 1e-4;

  /** What the header shows: extension, size. */
  public List<Finding> ofHeader(String path, ImageHeader header) {
    return ofHeader(path, path, header);
  }

  /**
   * What the header of one frame shows.
   *
   * @param file the file's own path
   * @param path how results name the frame
   */
  public List<Finding> ofHeader(String file, String path, ImageHeader header) {
    List<Finding> findings = new ArrayList<>();
    checkExtension(file, path, header.format(), findings);
    checkSize(path, header.size(), findings);
    return findings;
  }

  /**
   * What the colour channels hold, if there are any: gray stored as colour is worth knowing,
   * colours are worth a look.
   *
   * @param colored how many pixels are {@linkplain ColoredPixel coloured}, if it could be told
   */
  public Optional<Finding> ofColor(String path, ImageHeader header, OptionalLong colored) {
    if (!header.color()) {
      return Optional.empty();
    }
    long count = colored.orElse(0);
    long of = header.size().area();
    double share = (double) count / of;
    String found =
        colored.isEmpty()
            ? "colour channels"
            : count == 0
                ? "gray stored as colour"
                : String.format(
                    Locale.ROOT,
                    "%,d of %,d pixels (%.2f %%) are coloured",
                    count,
                    of,
                    100 * share);
    return Optional.of(
        new Finding(
            path,
            FindingCode.COLOR,
            share >= COLORED_SHARE ? Severity.WARNING : FindingCode.COLOR.severity(),
            header.detail() + ": " + found + "; converted to gray by luma"));
  }

  /** What the pixels show: blackness, constancy. */
  public List<Finding> ofPixels(String path, PixelSummary summary) {
    List<Finding> findings = new ArrayList<>();
    if (summary.constant()) {
      findings.add(
          Finding.of(
              path,
              FindingCode.CONSTANT,
              "all "
                  + summary.count()
                  + " pixels have the value "
                  + summary.sum() / summary.count()));
    }
    if (summary.meanIn8Bit() < thresholds.blackMean()) {
      findings.add(
          Finding.of(
              path,
              FindingCode.NEARLY_BLACK,
              String.format(
                  Locale.ROOT,
                  "the mean is %s of 255, under %s",
                  NumberBesideLimit.text(summary.meanIn8Bit(), thresholds.blackMean(), 2),
                  thresholds.blackMean())));
    }
    return findings;
  }

  /**
   * What a failed decode says. A file that is no image but has an image's name is an error: the
   * image itself is missing. Any other one merely lies in the wrong place.
   */
  public Finding ofFailure(String path, DecodeException failure) {
    String message = String.valueOf(failure.getMessage());
    boolean misnamed = failure.code() == FindingCode.NOT_AN_IMAGE && formatByName(path).isPresent();
    return misnamed
        ? new Finding(path, failure.code(), Severity.ERROR, message)
        : Finding.of(path, failure.code(), message);
  }

  private static void checkExtension(
      String file, String path, ImageFormat format, List<Finding> findings) {
    String extension = extension(file);
    if (!format.extensions().contains(extension) && formatByName(file).isPresent()) {
      findings.add(
          Finding.of(
              path,
              FindingCode.WRONG_EXTENSION,
              "named ." + extension + ", but the content is " + format.title()));
    }
  }

  private static Optional<ImageFormat> formatByName(String path) {
    String extension = extension(path);
    return Arrays.stream(ImageFormat.values())
        .filter(format -> format.extensions().contains(extension))
        .findFirst();
  }

  private static String extension(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private void checkSize(String path, Size size, List<Finding> findings) {
    int side = size.shorterSide();
    if (side < thresholds.smallestSide()) {
      findings.add(
          Finding.of(
              path, FindingCode.TOO_SMALL, size + ": a side under " + thresholds.smallestSide()));
    } else if (side < thresholds.smallSide()) {
      findings.add(
          new Finding(
              path,
              FindingCode.TOO_SMALL,
              Severity.WARNING,
              size + ": a side under " + thresholds.smallSide()));
    }
  }
}
