package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;

/**
 * What became of an attempt to read all entropy-coded data of a JPEG.
 *
 * @param outcome how it ended
 * @param percent how much of the image, or of the scan that broke, came before the damage; 100 if
 *     there is none
 * @param detail what exactly, in one line; empty if the data are complete
 */
public record JpegEntropyResult(Outcome outcome, int percent, String detail) {
  /** How it ended. */
  public enum Outcome {
    /** Every block of every scan is there. */
    COMPLETE,
    /** A marker comes before the last block. */
    PREMATURE_END,
    /** The bits are no valid codes, or other than the image needs. */
    CORRUPT,
    /** The coding is one that only its decoder can follow. */
    NOT_VERIFIABLE
  }

  static JpegEntropyResult complete() {
    return new JpegEntropyResult(Outcome.COMPLETE, 100, "");
  }

  static JpegEntropyResult notVerifiable(String why) {
    return new JpegEntropyResult(Outcome.NOT_VERIFIABLE, 0, why);
  }

  /**
   * Refuses a damaged image.
   *
   * @throws DecodeException {@link FindingCode#TRUNCATED} for a premature end, {@link
   *     FindingCode#UNREADABLE} for corrupt data
   */
  void throwIfDamaged() throws DecodeException {
    switch (outcome) {
      case PREMATURE_END -> throw new DecodeException(FindingCode.TRUNCATED, detail);
      case CORRUPT -> throw new DecodeException(FindingCode.UNREADABLE, detail);
      case COMPLETE, NOT_VERIFIABLE -> {
        // Nothing is known against it.
      }
    }
  }
}
