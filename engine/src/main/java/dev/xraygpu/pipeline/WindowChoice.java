package dev.xraygpu.pipeline;

import java.util.Locale;

/**
 * Which part of a DICOM image's values is shown: what lies below it is black, what lies above it is
 * white. Files of other formats have no window and are not changed by it.
 */
public sealed interface WindowChoice {
  /** The first window or VOI LUT of a file: what a workstation shows at first. */
  WindowChoice FIRST = new Numbered(1);

  /**
   * One of those that the file brings along, from 1: its VOI LUTs first, then its windows. The
   * first of a file without any is {@link Full}, or all values that up to 8 stored bits allow.
   *
   * @param number from 1
   */
  record Numbered(int number) implements WindowChoice {
    /** Refuses numbers below 1. */
    public Numbered {
      if (number < 1) {
        throw new IllegalArgumentException("window: they count from 1, not from " + number);
      }
    }

    @Override
    public String toString() {
      return Integer.toString(number);
    }
  }

  /**
   * The same window for all files, by the formula that each file names (LINEAR if it names none).
   *
   * @param center in the unit that the rescale or modality LUT gives, Hounsfield for CT
   * @param width at least 1
   */
  record Given(double center, double width) implements WindowChoice {
    /** Refuses what is no window. */
    public Given {
      if (!Double.isFinite(center) || !Double.isFinite(width) || width < 1) {
        throw new IllegalArgumentException(
            "window: a centre and a width of at least 1, not " + center + "," + width);
      }
    }

    @Override
    public String toString() {
      return center + "," + width;
    }
  }

  /** From the smallest to the largest value of the image, padding left out. */
  record Full() implements WindowChoice {
    @Override
    public String toString() {
      return "full";
    }
  }

  /**
   * From one percentile of the image's values to another, padding left out: nearest rank, so that
   * both are values that occur.
   *
   * @param low 0 or more
   * @param high above {@code low}, 100 at most
   */
  record Percentile(double low, double high) implements WindowChoice {
    /** What {@code percentile} alone means. */
    public static final Percentile USUAL = new Percentile(1, 99);

    /** Refuses what is no range. */
    public Percentile {
      if (!(low >= 0 && high > low && high <= 100)) {
        throw new IllegalArgumentException(
            "window: percentiles from 0 to 100, the smaller first, not " + low + "," + high);
      }
    }

    @Override
    public String toString() {
      return "percentile:" + low + "," + high;
    }
  }

  /**
   * Reads {@code 2}, {@code 40,400}, {@code full}, {@code percentile} or {@code percentile:1,99}.
   *
   * @throws PipelineFormatException naming {@code key} if it is something else
   */
  static WindowChoice parse(String key, String text) throws PipelineFormatException {
    String word = text.trim().toLowerCase(Locale.ROOT);
    try {
      if (word.equals("full")) {
        return new Full();
      } else if (word.equals("percentile")) {
        return Percentile.USUAL;
      } else if (word.startsWith("percentile:")) {
        double[] numbers = pair(word.substring("percentile:".length()));
        return new Percentile(numbers[0], numbers[1]);
      } else if (word.indexOf(',') >= 0) {
        double[] numbers = pair(word);
        return new Given(numbers[0], numbers[1]);
      }
      return new Numbered(Integer.parseInt(word));
    } catch (NumberFormatException e) {
      throw new PipelineFormatException(
          key
              + ": expected a number from 1, CENTER,WIDTH, full, percentile or"
              + " percentile:LOW,HIGH, not '"
              + StageText.shown(text)
              + "'",
          e);
    } catch (IllegalArgumentException e) {
      throw new PipelineFormatException(String.valueOf(e.getMessage()), e);
    }
  }

  private static double[] pair(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 2) {
      throw new NumberFormatException("two numbers");
    }
    return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
  }
}
