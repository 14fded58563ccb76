package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.distribution.ImageMeasures;
import dev.xraygpu.distribution.MeasureTable;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.pass.Journal;
import dev.xraygpu.pass.PatternFile;
import dev.xraygpu.pass.SampleOutcome;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.table.Origins;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a pass found out about the samples, as far as checks of the dataset as a whole need it, read
 * from its journal once: those are many lines to parse.
 *
 * <p>Memory: about 50 bytes per sample, and what headers say of patients and views.
 */
final class FinishedPass implements Closeable {
  private final Dataset dataset;
  private final Journal journal;
  private final UsableSamples usable;
  private final Origins origins;
  private final MeasureTable table;
  private final BitSet dropped = new BitSet();
  private final PatternFile patterns;
  private final Map<Split, Long> kept = new EnumMap<>(Split.class);

  private FinishedPass(Dataset dataset, Journal journal, PatternFile patterns) {
    int samples = dataset.samples().size();
    this.dataset = dataset;
    this.journal = journal;
    this.origins = new Origins(samples);
    this.usable = new UsableSamples(samples, journal, origins);
    this.table = new MeasureTable(samples);
    this.patterns = patterns;
  }

  /**
   * Reads a journal in which all samples are done.
   *
   * @param folder for a file that goes when this is closed
   */
  static FinishedPass read(Dataset dataset, Journal journal, Path folder) throws IOException {
    FinishedPass pass = new FinishedPass(dataset, journal, new PatternFile(folder));
    try {
      for (Sample sample : dataset.samples()) {
        pass.add(journal.readWhole(sample.ordinal(), row -> pass.addRow(sample.split(), row)));
      }
      pass.patterns.finish();
      return pass;
    } catch (IOException | RuntimeException e) {
      pass.close();
      throw e;
    }
  }

  private void addRow(Split split, SampleOutcome row) {
    usable.addImage(row);
    if (row.status() != SampleStatus.DROPPED) {
      kept.merge(split, 1L, Long::sum);
    }
  }

  private void add(SampleOutcome outcome) throws IOException {
    int ordinal = outcome.ordinal();
    usable.add(outcome);
    origins.add(ordinal, outcome.origin());
    if (outcome.status() == SampleStatus.DROPPED) {
      dropped.set(ordinal);
      return;
    }
    ImageMeasures measures = outcome.measures();
    if (measures == null) {
      return;
    }
    patterns.add(ordinal, measures.patternValues());
    Size size = outcome.size();
    PixelType type = outcome.type();
    Double mean = outcome.mean();
    if (size != null && type != null && mean != null) {
      table.set(ordinal, size, type.bits(), mean / type.maxValue(), measures);
    }
  }

  /** What the pass went over. */
  Dataset dataset() {
    return dataset;
  }

  /** What it noted, in full. */
  Journal journal() {
    return journal;
  }

  /** The samples that were decoded and are kept. */
  UsableSamples usable() {
    return usable;
  }

  /** What files say of themselves. */
  Origins origins() {
    return origins;
  }

  /** How many results each split will have: kept images, frames counted one by one. Not a copy. */
  Map<Split, Long> kept() {
    return kept;
  }

  /** Measures of the kept samples. */
  MeasureTable table() {
    return table;
  }

  /** Ordinals of the samples that are not kept. Not a copy. */
  BitSet dropped() {
    return dropped;
  }

  /** Patterns of the kept samples. */
  PatternFile patterns() {
    return patterns;
  }

  @Override
  public void close() throws IOException {
    patterns.close();
  }
}
