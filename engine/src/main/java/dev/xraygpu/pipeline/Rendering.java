package dev.xraygpu.pipeline;

/**
 * What becomes of a file's pixels before the first stage.
 *
 * @param window which values of a DICOM image are shown
 * @param bits how many bits the values of 16-bit files other than DICOM have
 * @param depth bits of a pixel afterwards
 * @param frames which frames of a file with several become images
 */
public record Rendering(
    WindowChoice window, ValueBits bits, DecodedDepth depth, FrameChoice frames) {
  /** As a workstation shows it, at full depth, every frame. */
  public static final Rendering DEFAULT =
      new Rendering(WindowChoice.FIRST, ValueBits.FILE, DecodedDepth.FILE, FrameChoice.ALL);
}
