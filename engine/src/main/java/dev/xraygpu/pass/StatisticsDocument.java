package dev.xraygpu.pass;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.statistics.Histogram;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Statistics as they are kept in the journal: compressed, because a block of a few 16-bit images
 * has 65,536 counts and most of them are small.
 *
 * @param images number of images
 * @param counts by pixel type, all 64-bit counts in order, compressed with zlib; types without any
 *     pixel are left out
 */
record StatisticsDocument(long images, Map<PixelType, byte[]> counts) {
  static StatisticsDocument of(PixelStatistics statistics) {
    Map<PixelType, byte[]> counts = new EnumMap<>(PixelType.class);
    for (PixelType type : PixelType.values()) {
      Histogram histogram = statistics.histogram(type);
      if (!histogram.isEmpty()) {
        counts.put(type, compress(histogram));
      }
    }
    return new StatisticsDocument(statistics.images(), counts);
  }

  /**
   * Adds these statistics to others.
   *
   * @throws IOException if they are damaged
   */
  void addTo(PixelStatistics target) throws IOException {
    for (Map.Entry<PixelType, byte[]> entry : counts.entrySet()) {
      Histogram histogram = target.histogram(entry.getKey());
      try (DataInputStream in =
          new DataInputStream(
              new InflaterInputStream(new ByteArrayInputStream(entry.getValue())))) {
        for (int value = 0; value < entry.getKey().bins(); value++) {
          histogram.add(value, in.readLong());
        }
      }
    }
    target.addImages(images);
  }

  private static byte[] compress(Histogram histogram) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      for (int value = 0; value < histogram.type().bins(); value++) {
        out.writeLong(histogram.count(value));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return bytes.toByteArray();
  }
}
