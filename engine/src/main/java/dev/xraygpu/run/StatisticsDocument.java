package dev.xraygpu.run;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.statistics.Histogram;
import dev.xraygpu.statistics.PixelStatistics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Statistics as they are kept in the journal: only bins that are not empty.
 *
 * @param images number of images
 * @param bins by pixel type, pairs of value and count
 */
record StatisticsDocument(long images, Map<PixelType, List<Bin>> bins) {
  /** One value and how many pixels have it. */
  record Bin(int value, long count) {}

  static StatisticsDocument of(PixelStatistics statistics) {
    Map<PixelType, List<Bin>> bins = new EnumMap<>(PixelType.class);
    for (PixelType type : PixelType.values()) {
      Histogram histogram = statistics.histogram(type);
      List<Bin> used = new ArrayList<>();
      for (int value = 0; value < type.bins(); value++) {
        if (histogram.count(value) != 0) {
          used.add(new Bin(value, histogram.count(value)));
        }
      }
      if (!used.isEmpty()) {
        bins.put(type, used);
      }
    }
    return new StatisticsDocument(statistics.images(), bins);
  }

  void addTo(PixelStatistics target) {
    bins.forEach(
        (type, used) -> used.forEach(bin -> target.histogram(type).add(bin.value(), bin.count())));
    target.addImages(images);
  }
}
