package dev.xraygpu.dicom.display;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.dicom.DicomDataSet;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.PixelLayout;
import dev.xraygpu.dicom.StoredFrame;
import dev.xraygpu.pipeline.WindowChoice;
import dev.xraygpu.quality.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How one frame of a monochrome image is to be shown, as its header says and the user wishes.
 *
 * @param modality from stored values to the modality's unit
 * @param voi what the header names and the user did not replace; empty where the values of the
 *     frame itself decide
 * @param padding what shows nothing
 * @param inverted whether small values are bright
 * @param choice what the user wants
 * @param notes what cannot be used as it stands
 */
record DisplaySettings(
    ModalityTransform modality,
    Optional<VoiTransform> voi,
    PixelPadding padding,
    boolean inverted,
    WindowChoice choice,
    List<DecodeNote> notes) {
  // More than this many bits are hardly ever used to the full: the values of the image decide.
  private static final int SHOWN_AS_STORED_BITS = 8;

  /**
   * X-ray angiographic and radiofluoroscopic images, whose modality LUT leads back to the intensity
   * of the rays, so that exposures can be subtracted: it is not for showing them (PS3.3,
   * C.8.7.1.1.2).
   */
  private static final Set<String> BACK_TO_INTENSITY =
      Set.of("1.2.840.10008.5.1.4.1.1.12.1", "1.2.840.10008.5.1.4.1.1.12.2");

  /**
   * Reads a frame's settings.
   *
   * @param frame from 1
   * @throws DecodeException {@link FindingCode#UNREADABLE} for tables and numbers that are broken;
   *     {@link FindingCode#UNSUPPORTED} if the file has no window of the number that was asked for
   */
  static DisplaySettings of(
      DicomDataSet dataSet, PixelLayout layout, int frame, WindowChoice choice)
      throws DecodeException {
    FunctionalGroups groups = new FunctionalGroups(dataSet, frame);
    List<DecodeNote> notes = new ArrayList<>();
    ModalityTransform modality = modality(groups, layout, notes);
    Optional<VoiTransform> voi = voi(groups, layout, modality, choice, notes);
    boolean inverted =
        switch (layout.photometric()) {
          case "MONOCHROME1" -> true;
          case "MONOCHROME2" -> false;
          default -> throw unknownGray(layout.photometric());
        };
    checkShape(dataSet, layout, inverted, notes);
    return new DisplaySettings(
        modality, voi, padding(dataSet, layout), inverted, choice, List.copyOf(notes));
  }

  private static DecodeException unknownGray(String photometric) {
    if (photometric.equals("MONOCHROME")) {
      return new DecodeException(
          FindingCode.UNREADABLE,
          "the photometric interpretation is MONOCHROME without its number: write MONOCHROME1 into"
              + " the header if small values are white, MONOCHROME2 if they are black (dcmodify -m"
              + " \"(0028,0004)=MONOCHROME2\" FILE)",
          "Other images of the same source, or a look at this one, tell which of them it is.");
    }
    return new DecodeException(
        FindingCode.UNREADABLE,
        "one sample per pixel, and the photometric interpretation is "
            + (photometric.isEmpty() ? "missing" : photometric)
            + ": neither MONOCHROME1, MONOCHROME2 nor PALETTE COLOR");
  }

  // The shape repeats what the photometric interpretation says (PS3.3, C.8.11.3). Where it does
  // not, some workstations follow one and some the other.
  private static void checkShape(
      DicomDataSet dataSet, PixelLayout layout, boolean inverted, List<DecodeNote> notes) {
    String shape = dataSet.text(DisplayTag.PRESENTATION_LUT_SHAPE).orElse("");
    if (shape.equals(inverted ? "IDENTITY" : "INVERSE")) {
      notes.add(
          new DecodeNote(
              FindingCode.WINDOW_UNUSABLE,
              "the presentation LUT shape "
                  + shape
                  + " contradicts "
                  + layout.photometric()
                  + ", which counts: black and white may be exchanged"));
    }
  }

  /** The transform of a frame, whose own values decide where the header does not. */
  GrayTransform transform(StoredFrame stored) {
    return new GrayTransform(modality, voi.orElseGet(() -> ofValues(stored)), inverted, padding);
  }

  /** The window as the manifest tells it. */
  String description() {
    return voi.isPresent()
        ? voi.get().description()
        : choice instanceof WindowChoice.Percentile ? choice.toString() : "full";
  }

  /** Whether the file says what is black and what is white, and the user left it to the file. */
  boolean hasWindowOfFile() {
    return choice instanceof WindowChoice.Numbered
        && voi.isPresent()
        && voi.get() instanceof VoiTransform.Window;
  }

  /**
   * Whether a frame that is all black or all white in its window differs by more than the window is
   * wide: then the window was meant for other values. A failed exposure differs by less.
   */
  boolean isBeside(ValueCounts counts) {
    return voi.isPresent()
        && voi.get() instanceof VoiTransform.Window window
        && !counts.isEmpty()
        && counts.largest() - counts.smallest() >= window.width();
  }

  /** The same, but from the smallest to the largest value of the image. */
  DisplaySettings ofAllValues() {
    return new DisplaySettings(modality, Optional.empty(), padding, inverted, choice, notes);
  }

  /** The values that the window works on. */
  ValueCounts count(StoredFrame stored) {
    return ValueCounts.of(stored, modality, padding);
  }

  /** What is to be said of a window that shows none of the differences in an image. */
  DecodeNote hides(ValueCounts counts) {
    return new DecodeNote(
        FindingCode.WINDOW_UNUSABLE,
        "window "
            + choice
            + " ("
            + description()
            + ") shows the values "
            + VoiTransform.number(counts.smallest())
            + " to "
            + VoiTransform.number(counts.largest())
            + " all alike; all values of the image are shown instead");
  }

  private VoiTransform ofValues(StoredFrame stored) {
    ValueCounts counts = count(stored);
    if (counts.isEmpty()) {
      return new VoiTransform.Range(0, 0); // nothing but padding
    }
    return choice instanceof WindowChoice.Percentile p
        ? new VoiTransform.Range(counts.percentile(p.low()), counts.percentile(p.high()))
        : new VoiTransform.Range(counts.smallest(), counts.largest());
  }

  private static ModalityTransform modality(
      FunctionalGroups groups, PixelLayout layout, List<DecodeNote> notes) throws DecodeException {
    if (!BACK_TO_INTENSITY.contains(groups.dataSet().text(DicomTag.SOP_CLASS_UID).orElse(""))) {
      List<DicomDataSet> tables = tables(groups.dataSet(), DicomTag.MODALITY_LUT_SEQUENCE, notes);
      if (!tables.isEmpty()) {
        return new ModalityTransform.Table(LutReader.item(tables.get(0), layout.signed()));
      }
    }
    DicomDataSet holder =
        groups.with(DisplayTag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, DicomTag.RESCALE_SLOPE);
    double slope = holder.number(DicomTag.RESCALE_SLOPE).orElse(1);
    double intercept = holder.number(DicomTag.RESCALE_INTERCEPT).orElse(0);
    if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "the rescale slope "
              + slope
              + " and intercept "
              + intercept
              + " make no values of what is stored");
    }
    return slope == 1 && intercept == 0
        ? ModalityTransform.IDENTITY
        : new ModalityTransform.Rescale(slope, intercept);
  }

  private static List<DicomDataSet> tables(
      DicomDataSet holder, int sequence, List<DecodeNote> notes) {
    List<DicomDataSet> items = holder.sequence(sequence);
    List<DicomDataSet> tables = items.stream().filter(item -> !LutReader.isEmpty(item)).toList();
    if (tables.size() < items.size()) {
      notes.add(
          new DecodeNote(
              FindingCode.WINDOW_UNUSABLE,
              DicomTag.describe(sequence) + " has an item without a table, which is left out"));
    }
    return tables;
  }

  private static Optional<VoiTransform> voi(
      FunctionalGroups groups,
      PixelLayout layout,
      ModalityTransform modality,
      WindowChoice choice,
      List<DecodeNote> notes)
      throws DecodeException {
    DicomDataSet windows = groups.with(DisplayTag.FRAME_VOI_LUT_SEQUENCE, DicomTag.WINDOW_CENTER);
    double smallest = modality.apply(smallestStored(layout));
    double largest = modality.apply(largestStored(layout));
    if (choice instanceof WindowChoice.Given given) {
      return Optional.of(
          new VoiTransform.Window(given.center(), given.width(), function(windows, notes)));
    }
    if (!(choice instanceof WindowChoice.Numbered numbered)) {
      return Optional.empty();
    }
    List<DicomDataSet> tables =
        tables(
            groups.with(DisplayTag.FRAME_VOI_LUT_SEQUENCE, DicomTag.VOI_LUT_SEQUENCE),
            DicomTag.VOI_LUT_SEQUENCE,
            notes);
    if (numbered.number() <= tables.size()) {
      DicomDataSet table = tables.get(numbered.number() - 1);
      // A first value that the image can have is no negative one.
      boolean signed =
          Math.min(smallest, largest) < 0
              && LutReader.unsignedFirst(table) > Math.max(smallest, largest);
      return Optional.of(new VoiTransform.Table(LutReader.item(table, signed)));
    }
    double[] centers = numbers(windows, DicomTag.WINDOW_CENTER, notes);
    double[] widths = numbers(windows, DicomTag.WINDOW_WIDTH, notes);
    // Some writers leave places for windows that they have not.
    int[] said =
        IntStream.range(0, Math.min(centers.length, widths.length))
            .filter(i -> !Double.isNaN(centers[i]) && !Double.isNaN(widths[i]))
            .toArray();
    int index = numbered.number() - 1 - tables.size();
    if (index < said.length) {
      double center = centers[said[index]];
      double width = widths[said[index]];
      VoiTransform.Function function = function(windows, notes);
      if (VoiTransform.Window.usable(center, width, function)) {
        return Optional.of(new VoiTransform.Window(center, width, function));
      }
      notes.add(
          new DecodeNote(
              FindingCode.WINDOW_UNUSABLE,
              "window "
                  + numbered
                  + " has the width "
                  + width
                  + "; all values of the image are shown instead"));
    } else if (numbered.number() > 1) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED,
          "there is no window "
              + numbered
              + ": the file has "
              + tables.size()
              + (tables.size() == 1 ? " VOI LUT and " : " VOI LUTs and ")
              + said.length
              + (said.length == 1 ? " window" : " windows"),
          "Choose one that the file has, CENTER,WIDTH, full or percentile with --window.");
    }
    return layout.bitsStored() <= SHOWN_AS_STORED_BITS
        ? Optional.of(
            new VoiTransform.Range(Math.min(smallest, largest), Math.max(smallest, largest)))
        : Optional.empty();
  }

  // The stored values are right even where a window is written with a decimal comma.
  private static double[] numbers(DicomDataSet windows, int tag, List<DecodeNote> notes) {
    try {
      return windows.numbers(tag);
    } catch (DecodeException e) {
      notes.add(
          new DecodeNote(
              FindingCode.WINDOW_UNUSABLE,
              DicomTag.describe(tag)
                  + " is not a number; all values of the image are shown instead"));
      return new double[0];
    }
  }

  private static VoiTransform.Function function(DicomDataSet windows, List<DecodeNote> notes) {
    String name = windows.text(DicomTag.VOI_LUT_FUNCTION).orElse("LINEAR").toUpperCase(Locale.ROOT);
    for (VoiTransform.Function function : VoiTransform.Function.values()) {
      if (function.name().equals(name)) {
        return function;
      }
    }
    notes.add(
        new DecodeNote(
            FindingCode.WINDOW_UNUSABLE,
            "the file names a VOI LUT function that DICOM does not know; LINEAR is used"));
    return VoiTransform.Function.LINEAR;
  }

  private static PixelPadding padding(DicomDataSet dataSet, PixelLayout layout)
      throws DecodeException {
    OptionalDouble value = dataSet.number(DicomTag.PIXEL_PADDING_VALUE);
    if (value.isEmpty()) {
      return PixelPadding.NONE;
    }
    double first = value.getAsDouble();
    double limit = dataSet.number(DicomTag.PIXEL_PADDING_RANGE_LIMIT).orElse(first);
    return PixelPadding.between(asStored((long) first, layout), asStored((long) limit, layout));
  }

  // Writers take US and SS for each other, so the same 16 bits are read as the pixels are.
  private static long asStored(long value, PixelLayout layout) {
    if (layout.bitsAllocated() > 16) {
      return value;
    }
    if (layout.signed() && value > Short.MAX_VALUE) {
      return value - (1 << 16);
    }
    return !layout.signed() && value < 0 ? value + (1 << 16) : value;
  }

  private static long smallestStored(PixelLayout layout) {
    return layout.signed() ? -(1L << (layout.bitsStored() - 1)) : 0;
  }

  private static long largestStored(PixelLayout layout) {
    return layout.signed()
        ? (1L << (layout.bitsStored() - 1)) - 1
        : (1L << layout.bitsStored()) - 1;
  }
}
