package dev.xraygpu.dicom.display;

/**
 * From values in the modality's unit to brightness: 0 is the bottom of the window, 1 its top
 * (PS3.3, C.11.2).
 */
sealed interface VoiTransform {
  /** Brightness of a value, 0 to 1. */
  double apply(double value);

  /** What the transform is, as the manifest tells. */
  String description();

  /** The formulas of C.11.2.1.2 and C.11.2.1.3. */
  enum Function {
    /** A width counts values: {@code c - 0.5} is the middle, and {@code w - 1} steps are shown. */
    LINEAR,
    /** A width is a distance. */
    LINEAR_EXACT,
    /** An S-shaped curve that never ends. */
    SIGMOID
  }

  /**
   * A window.
   *
   * @param width at least 1 for {@link Function#LINEAR}, else above 0
   */
  record Window(double center, double width, Function function) implements VoiTransform {
    /** Refuses widths without a meaning. */
    public Window {
      if (!usable(center, width, function)) {
        throw new IllegalArgumentException("window " + center + "," + width + " " + function);
      }
    }

    /** Whether the numbers mean a window. */
    static boolean usable(double center, double width, Function function) {
      return Double.isFinite(center)
          && Double.isFinite(width)
          && (function == Function.LINEAR ? width >= 1 : width > 0);
    }

    @Override
    public double apply(double value) {
      return switch (function) {
        case LINEAR -> {
          double middle = center - 0.5;
          double half = (width - 1) / 2;
          if (value <= middle - half) {
            yield 0;
          }
          yield value > middle + half ? 1 : (value - middle) / (width - 1) + 0.5;
        }
        case LINEAR_EXACT -> {
          if (value <= center - width / 2) {
            yield 0;
          }
          yield value > center + width / 2 ? 1 : (value - center) / width + 0.5;
        }
        case SIGMOID -> 1 / (1 + StrictMath.exp(-4 * (value - center) / width));
      };
    }

    @Override
    public String description() {
      String numbers = number(center) + "," + number(width);
      return function == Function.LINEAR ? numbers : numbers + " " + function;
    }
  }

  /** The output of a VOI LUT. */
  record Table(LookUpTable table) implements VoiTransform {
    @Override
    public double apply(double value) {
      return (double) table.apply(value) / table.largest();
    }

    @Override
    public String description() {
      return "lut";
    }
  }

  /**
   * All from one value to another, both shown exactly.
   *
   * @param low shown as 0
   * @param high shown as 1, unless it equals {@code low}
   */
  record Range(double low, double high) implements VoiTransform {
    @Override
    public double apply(double value) {
      if (value <= low) {
        return 0;
      }
      return value >= high ? 1 : (value - low) / (high - low);
    }

    @Override
    public String description() {
      return number(low) + ".." + number(high);
    }
  }

  /** A number as it is written, whole ones without a fraction. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
