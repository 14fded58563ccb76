package dev.xraygpu.pipeline;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.util.Optional;

/**
 * One step of the pipeline: what is done to the pixels of a gray image. A stage is data; each
 * device has its own implementation of it. Size and pixel type of the result are known before any
 * pixel is read.
 */
public sealed interface Stage
    permits Crop, MaskArtifacts, Resize, MedianBlur, BilateralFilter, NonLocalMeans, Clahe, Depth {
  /** The stage's name in pipeline files, messages and measurements. */
  String name();

  /** Which of the pipeline's concerns it serves. */
  Kind kind();

  /** Size of the result for an input of that size. */
  default Size outputSize(Size input) {
    return input;
  }

  /** Pixel type of the result for an input of that type. */
  default PixelType outputType(PixelType input) {
    return input;
  }

  /**
   * Why no device may run it on an input of that size, or nothing if it can be run.
   *
   * @param input size of what it would get
   * @return what is wrong and what to do
   */
  default Optional<String> refusal(Size input) {
    return Optional.empty();
  }

  /**
   * Whether it is decided on the host, image by image, and carried out by every lane before its
   * first stage. Such a stage is no stage of a lane.
   */
  default boolean decidedOnHost() {
    return false;
  }

  /** The concerns of the pixel stages, as the command line names them. */
  enum Kind {
    /** Covering what does not belong to the patient. */
    MASK,
    /** Leaving out what does not matter. */
    CROP,
    /** Resizing and resampling. */
    RESIZE,
    /** Noise removal. */
    DENOISE,
    /** Contrast-limited adaptive histogram equalisation. */
    CLAHE,
    /** Bits of a pixel. */
    DEPTH
  }
}
