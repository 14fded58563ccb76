package dev.xraygpu.pipeline;

import dev.xraygpu.yaml.format.Key;
import dev.xraygpu.yaml.format.MappingFormat;
import dev.xraygpu.yaml.format.TextFormat;
import dev.xraygpu.yaml.format.WholeNumber;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How a rendering stands in a pipeline file. */
final class RenderingFormat {
  private static final String NUMBER =
      "[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?";
  private static final String COUNT = "[1-9][0-9]{0,8}";
  private static final int MOST = 999_999_999;

  private static final Key<Rendering, WindowChoice> WINDOW =
      Key.optional(
          "window",
          "Which values of a DICOM file are shown: a number of one of its windows, CENTER,WIDTH,"
              + " full, percentile or percentile:LOW,HIGH.",
          new TextFormat<>(
              "a number from 1, CENTER,WIDTH, full, percentile or percentile:LOW,HIGH",
              Pattern.compile(COUNT + "|full|percentile|(?:percentile:)?" + NUMBER + "," + NUMBER),
              WholeNumber.between(1, MOST),
              parsed(text -> WindowChoice.parse("window", text)),
              WindowChoice::toString),
          WindowChoice.FIRST,
          Rendering::window);
  private static final Key<Rendering, ValueBits> BITS =
      Key.optional(
          "bits",
          "How many bits the values of 16-bit files have, such as 12; DICOM files say it"
              + " themselves.",
          new TextFormat<>(
              "a number from 8 to 16 or file",
              Pattern.compile("file|8|9|1[0-6]"),
              WholeNumber.between(8, 16),
              parsed(text -> ValueBits.parse("bits", text)),
              ValueBits::toString),
          ValueBits.FILE,
          Rendering::bits);
  private static final Key<Rendering, DecodedDepth> DEPTH =
      Key.optional(
          "depth",
          "Bits of a pixel before the first stage.",
          new TextFormat<>(
              "8, 16 or file",
              Pattern.compile("file|8|16"),
              WholeNumber.oneOf(8, 16),
              parsed(text -> DecodedDepth.parse("depth", text)),
              DecodedDepth::toString),
          DecodedDepth.FILE,
          Rendering::depth);
  private static final Key<Rendering, FrameChoice> FRAME =
      Key.optional(
          "frame",
          "Of files with several frames: all, or one's number from 1.",
          new TextFormat<>(
              "all or a number from 1",
              Pattern.compile("all|" + COUNT),
              WholeNumber.between(1, MOST),
              parsed(text -> FrameChoice.parse("frame", text)),
              FrameChoice::toString),
          FrameChoice.ALL,
          Rendering::frames);

  /** Its keys. */
  static final MappingFormat<Rendering> KEYS =
      new MappingFormat<>(
          List.of(WINDOW, BITS, DEPTH, FRAME),
          keys -> new Rendering(keys.of(WINDOW), keys.of(BITS), keys.of(DEPTH), keys.of(FRAME)));

  private RenderingFormat() {}

  private interface Parser<V> {
    V parse(String text) throws PipelineFormatException;
  }

  // The command line's forms are the file's; the place is added by the reader.
  private static <V> Function<String, V> parsed(Parser<V> parser) {
    return text -> {
      try {
        return parser.parse(text);
      } catch (PipelineFormatException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    };
  }
}
