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
          TiffTag.WIDTH,
          TiffTag.HEIGHT,
          TiffTag.PHOTOMETRIC,
          TiffTag.FILL_ORDER,
          TiffTag.SAMPLES_PER_PIXEL,
          TiffTag.ROWS_PER_STRIP,
          TiffTag.PLANAR_CONFIGURATION,
          TiffTag.PREDICTOR,
          TiffTag.TILE_WIDTH,
          TiffTag.TILE_LENGTH);

  /** These have at least one, a whole number. */
  private static final Set<Integer> USED =
      Stream.concat(
              NUMBERS.stream(),
              Stream.of(
                  TiffTag.BITS_PER_SAMPLE,
                  TiffTag.COMPRESSION,
                  TiffTag.STRIP_OFFSETS,
                  TiffTag.STRIP_BYTE_COUNTS,
                  TiffTag.COLOR_MAP,
                  TiffTag.TILE_OFFSETS,
                  TiffTag.TILE_BYTE_COUNTS,
                  TiffTag.EXTRA_SAMPLES,
                  TiffTag.SAMPLE_FORMAT))
          .collect(Collectors.toUnmodifiableSet());

  /** These have one of two values. */
  private static final Set<Integer> CHOICES =
      Set.of(TiffTag.PLANAR_CONFIGURATION, TiffTag.FILL_ORDER);

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
    if (directory.has(TiffTag.TILE_WIDTH) != directory.has(TiffTag.TILE_LENGTH)) {
      throw TiffDirectory.unreadable("it says one of how wide and how long its tiles are");
    }
    long samples = directory.first(TiffTag.SAMPLES_PER_PIXEL, 1);
    checkEachSample(directory, TiffTag.BITS_PER_SAMPLE, samples);
    checkEachSample(directory, TiffTag.COMPRESSION, samples);
    checkEachSample(directory, TiffTag.SAMPLE_FORMAT, samples);
    checkExtraSamples(directory, samples);
  }

  private static void checkEachSample(TiffDirectory directory, int tag, long samples)
      throws DecodeException {
    long count = directory.count(tag);
    require(count <= 1 || count >= samples, directory, tag);
  }

  private static void checkExtraSamples(TiffDirectory directory, long samples)
      throws DecodeException {
    int tag = TiffTag.EXTRA_SAMPLES;
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
