package dev.xraygpu.cli;

import dev.xraygpu.pipeline.DecodedDepth;
import dev.xraygpu.pipeline.FrameChoice;
import dev.xraygpu.pipeline.PipelineFormatException;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pipeline.ValueBits;
import dev.xraygpu.pipeline.WindowChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What becomes of a file's pixels before the first stage. */
final class RenderingOptions {
  @Option(
      names = "--window",
      paramLabel = "WHICH",
      description =
          "Of a DICOM file: the number of one of its windows (default: 1), CENTER,WIDTH, full,"
              + " percentile or percentile:LOW,HIGH.")
  @Nullable String window;

  @Option(
      names = "--bits",
      paramLabel = "N",
      description =
          "Of 16-bit files other than DICOM: how many bits their values have, such as 12; they are"
              + " scaled to 16 (default: file, all 16).")
  @Nullable String bits;

  @Option(
      names = "--depth",
      paramLabel = "BITS",
      description =
          "Bits of a pixel before the first stage: file (default: as in the file, 16 for DICOM), 8"
              + " or 16.")
  @Nullable String depth;

  @Option(
      names = "--frame",
      paramLabel = "N",
      description = "Of a file with several frames: all (default), each as a sample, or one.")
  @Nullable String frame;

  /** The rendering of a pipeline file or the default, with what the options change. */
  Rendering resolve(Rendering base) throws PipelineFormatException {
    return new Rendering(
        window == null ? base.window() : WindowChoice.parse("--window", window),
        bits == null ? base.bits() : ValueBits.parse("--bits", bits),
        depth == null ? base.depth() : DecodedDepth.parse("--depth", depth),
        frame == null ? base.frames() : FrameChoice.parse("--frame", frame));
  }
}
