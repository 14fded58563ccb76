package dev.xraygpu.run;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.dataset.SplitCorrection;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a file of corrected splits comes to.
 *
 * @param file with a row per sample
 * @param moved samples that have another split than before
 * @param images samples in each split; a split that a model needs and that got none has 0
 */
public record CorrectedSplits(Path file, int moved, Map<Split, Integer> images) {
  /** Copies the map. */
  public CorrectedSplits {
    images = Collections.unmodifiableMap(new EnumMap<>(images));
  }

  /** Counts a correction. */
  static CorrectedSplits of(Path file, SplitCorrection correction) {
    Map<Split, Integer> images = new EnumMap<>(Split.class);
    for (Split split : correction.offered()) {
      images.put(split, 0);
    }
    for (Sample sample : correction.dataset().samples()) {
      if (correction.has(sample)) {
        images.merge(correction.of(sample), 1, Integer::sum);
      }
    }
    return new CorrectedSplits(file, correction.moved(), images);
  }

  /** Splits that no sample was left for. */
  public List<Split> empty() {
    return images.entrySet().stream()
        .filter(entry -> entry.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}
