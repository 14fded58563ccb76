package dev.xraygpu.run;

import dev.xraygpu.pipeline.StatisticsOf;
import dev.xraygpu.statistics.PixelStatistics;

/**
 * Statistics of the kept images of the training split, and of no other.
 *
 * @param input pixels as they were decoded
 * @param processed pixels after the last stage
 */
public record TrainStatistics(PixelStatistics input, PixelStatistics processed) {
  /** One of both. */
  public PixelStatistics of(StatisticsOf which) {
    return switch (which) {
      case INPUT -> input;
      case PROCESSED -> processed;
    };
  }
}
