package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses a TIFF's directory whose fields are not what they should be, as damage leaves them:
 * whoever made use of them as they are would show something that nobody stored. libtiff refuses
 * them, too.
 */
final class TiffFields {
  /** These have one value each. */
  private static final Set<Integer> NUMBERS =
      Set.of(
          TiffHeader.WIDTH,
          TiffHeader.HEIGHT,
          TiffHeader.PHOTOMETRIC,
          TiffHeader.FILL_ORDER,
          TiffHeader.SAMPLES_PER_PIXEL,
          TiffHeader.ROWS_PER_STRIP,
          TiffHeader.PLANAR_CONFIGURATION,
          TiffHeader.PREDICTOR,
          TiffHeader.TILE_WIDTH,
          TiffHeader.TILE_LENGTH);

  /** These have at least one, a whole number. */
  private static final Set<Integer> USED =
      Stream.concat(
              NUMBERS.stream(),
              Stream.of(
                  TiffHeader.BITS_PER_SAMPLE,
                  TiffHeader.COMPRESSION,
                  TiffHeader.STRIP_OFFSETS,
                  TiffHeader.STRIP_BYTE_COUNTS,
                  TiffHeader.COLOR_MAP,
                  TiffHeader.TILE_OFFSETS,
                  TiffHeader.TILE_BYTE_COUNTS,
                  TiffHeader.EXTRA_SAMPLES,
                  TiffHeader.SAMPLE_FORMAT))
          .collect(Collectors.toUnmodifiableSet());

  /** These have one of two values. */
  private static final Set<Integer> CHOICES =
      Set.of(TiffHeader.PLANAR_CONFIGURATION, TiffHeader.FILL_ORDER);

  private static final int ASSOCIATED = 1;
  private static final int UNASSOCIATED = 2;

  /** What Corel Draw 10 writes for {@link #UNASSOCIATED}. */
  private static final int COREL = 999;

  private TiffFields() {}

  /**
   * Checks those that say how the pixels are stored.
   *
   * @throws DecodeException {@link FindingCode#UNREADABLE} or {@link FindingCode#TRUNCATED}
   */
  static void check(TiffDirectory directory) throws DecodeException {
    for (int tag : USED) {
      require(directory.count(tag) > 0 || !directory.has(tag), directory, tag);
      directory.requireNumbers(tag);
    }
    for (int tag : NUMBERS) {
      require(directory.count(tag) <= 1, directory, tag);
    }
    for (int tag : CHOICES) {
      long value = directory.first(tag, 1);
      require(value == 1 || value == 2, directory, tag);
    }
    if (directory.has(TiffHeader.TILE_WIDTH) != directory.has(TiffHeader.TILE_LENGTH)) {
      throw TiffDirectory.unreadable("it says one of how wide and how long its tiles are");
    }
    long samples = directory.first(TiffHeader.SAMPLES_PER_PIXEL, 1);
    checkEachSample(directory, TiffHeader.BITS_PER_SAMPLE, samples);
    checkEachSample(directory, TiffHeader.COMPRESSION, samples);
    checkEachSample(directory, TiffHeader.SAMPLE_FORMAT, samples);
    checkExtraSamples(directory, samples);
  }

  private static void checkEachSample(TiffDirectory directory, int tag, long samples)
      throws DecodeException {
    long count = directory.count(tag);
    require(count <= 1 || count >= samples, directory, tag);
  }

  private static void checkExtraSamples(TiffDirectory directory, long samples)
      throws DecodeException {
    int tag = TiffHeader.EXTRA_SAMPLES;
    require(directory.count(tag) <= samples, directory, tag);
    for (long i = 0; i < directory.count(tag); i++) {
      long kind = directory.value(tag, i);
      boolean known = kind == 0 || kind == ASSOCIATED || kind == UNASSOCIATED || kind == COREL;
      require(known, directory, tag);
    }
  }

  private static void require(boolean right, TiffDirectory directory, int tag)
      throws DecodeException {
    if (!right) {
      long count = directory.count(tag);
      throw TiffDirectory.unreadable(
          "its tag "
              + tag
              + (count == 1 ? " has the value " + directory.first(tag, 0) : " has " + count)
              + (count == 1 ? "" : " values"));
    }
  }
}
