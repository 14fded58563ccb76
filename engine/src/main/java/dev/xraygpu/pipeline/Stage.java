package dev.xraygpu.pipeline;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;

/**
 * One step of the pipeline: what is done to the pixels of a gray image. A stage is data; each
 * device has its own implementation of it. Size and pixel type of the result are known before any
 * pixel is read.
 */
public sealed interface Stage permits Resize, MedianBlur, BilateralFilter, Clahe, Depth {
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

  /** The concerns of the pixel stages, as the command line names them. */
  enum Kind {
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
