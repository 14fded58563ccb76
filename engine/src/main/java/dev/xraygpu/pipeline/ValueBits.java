package dev.xraygpu.pipeline;

import dev.xraygpu.image.PixelDepth;

/**
 * How many bits the values of 16-bit files have: cameras of 12 bits are often saved in 16, with
 * their white at a sixteenth. DICOM files say it themselves.
 *
 * @param count {@value #FEWEST} to {@value #ALL}; all of them leave the values as they are
 */
public record ValueBits(int count) {
  /** As many as the file has room for. */
  public static final ValueBits FILE = new ValueBits(ValueBits.ALL);

  private static final int FEWEST = 8;
  private static final int ALL = PixelDepth.SIXTEEN_BITS;

  /** Refuses what cannot be meant. */
  public ValueBits {
    if (count < FEWEST || count > ALL) {
      throw new IllegalArgumentException("bits: " + FEWEST + " to " + ALL + ", not " + count);
    }
  }

  /** Whether values are to be scaled. */
  public boolean fewer() {
    return count < ALL;
  }

  /**
   * Reads {@code 12} or {@code file}.
   *
   * @throws PipelineFormatException naming {@code key} if it is something else
   */
  public static ValueBits parse(String key, String word) throws PipelineFormatException {
    if (word.trim().equalsIgnoreCase("file")) {
      return FILE;
    }
    try {
      return new ValueBits(Integer.parseInt(word.trim()));
    } catch (IllegalArgumentException e) {
      throw new PipelineFormatException(
          key + ": expected a number from 8 to 16 or file, not '" + StageText.shown(word) + "'", e);
    }
  }

  @Override
  public String toString() {
    return fewer() ? Integer.toString(count) : "file";
  }
}
