package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.pass.Journal;
import dev.xraygpu.pipeline.StatisticsOf;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.IOException;
import java.util.Optional;

/**
 * Statistics of the kept images of the training split, and of no other.
 *
 * @param input pixels as they were decoded
 * @param processed pixels after the last stage
 */
public record TrainStatistics(PixelStatistics input, PixelStatistics processed) {
  /** Those of a pass that has ended, if its dataset has a training split. */
  static Optional<TrainStatistics> of(Dataset dataset, Journal journal) throws IOException {
    return dataset.hasTrainingSplit()
        ? Optional.of(new TrainStatistics(journal.input(), journal.processed()))
        : Optional.empty();
  }

  /** One of both. */
  public PixelStatistics of(StatisticsOf which) {
    return switch (which) {
      case INPUT -> input;
      case PROCESSED -> processed;
    };
  }
}
