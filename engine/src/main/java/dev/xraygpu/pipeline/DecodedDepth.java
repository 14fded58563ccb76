package dev.xraygpu.pipeline;

import dev.xraygpu.image.PixelType;

/** How many bits a pixel has when the first stage sees it. */
public enum DecodedDepth {
  /** What the file has: 8 or 16 bit, and 16 for DICOM. */
  FILE("file"),
  /** 8 bit for all; 16-bit values are divided by 257 and rounded. */
  EIGHT("8"),
  /** 16 bit for all; 8-bit values are multiplied by 257. */
  SIXTEEN("16");

  private final String text;

  DecodedDepth(String text) {
    this.text = text;
  }

  /** The pixel type of an image that is of that type in its file. */
  public PixelType of(PixelType inFile) {
    return switch (this) {
      case FILE -> inFile;
      case EIGHT -> PixelType.U8;
      case SIXTEEN -> PixelType.U16;
    };
  }

  /**
   * Reads {@code 8}, {@code 16} or {@code file}.
   *
   * @throws PipelineFormatException naming {@code key} if it is something else
   */
  public static DecodedDepth parse(String key, String word) throws PipelineFormatException {
    for (DecodedDepth depth : values()) {
      if (depth.text.equalsIgnoreCase(word.trim())) {
        return depth;
      }
    }
    throw new PipelineFormatException(
        key + ": expected 8, 16 or file, not '" + StageText.shown(word) + "'");
  }

  @Override
  public String toString() {
    return text;
  }
}
