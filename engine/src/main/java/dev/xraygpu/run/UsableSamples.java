package dev.xraygpu.run;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.duplicate.ComparedImages;
import dev.xraygpu.pass.Journal;
import dev.xraygpu.pass.SampleOutcome;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.table.Origins;
import java.io.IOException;
import java.util.BitSet;
import java.util.HexFormat;

/**
 * What a pass found out about the samples it keeps, as far as checks of the whole dataset need it:
 * eight bytes per sample. The journal has the rest, for the few that need a closer look.
 */
final class UsableSamples {
  private static final int START_DIGITS = 16;

  private final Journal journal;
  private final Origins origins;
  private final BitSet usable = new BitSet();
  private final BitSet others = new BitSet();
  private final ComparedImages images;
  private final BitSet usableImages = new BitSet();
  private final long[] startsOfSha256;

  /**
   * Nothing yet of a dataset of so many samples.
   *
   * @param journal has what became of them
   * @param origins has the patients that headers name
   */
  UsableSamples(int samples, Journal journal, Origins origins) {
    this.journal = journal;
    this.origins = origins;
    this.startsOfSha256 = new long[samples];
    this.images = new ComparedImages(samples);
  }

  /** Notes what became of a sample. */
  void add(SampleOutcome outcome) {
    if (outcome.findings().stream().anyMatch(note -> note.code() == FindingCode.NOT_AN_IMAGE)) {
      others.set(outcome.ordinal());
    }
    if (!isUsable(outcome)) {
      return;
    }
    usable.set(outcome.ordinal());
    startsOfSha256[outcome.ordinal()] =
        HexFormat.fromHexDigitsToLong(outcome.sha256(), 0, START_DIGITS);
  }

  /** Notes what became of an image: of a sample, or of one of its frames. */
  void addImage(SampleOutcome row) {
    int image = images.add(row.ordinal(), row.frame());
    if (isUsable(row)) {
      usableImages.set(image);
    }
  }

  private static boolean isUsable(SampleOutcome row) {
    return row.status() != SampleStatus.DROPPED && row.size() != null && !row.sha256().isEmpty();
  }

  /** The numbers of all images. */
  ComparedImages images() {
    return images;
  }

  /** Numbers of the images that were decoded and are kept. Not a copy. */
  BitSet usableImages() {
    return usableImages;
  }

  /** Samples that were decoded and are kept, by ordinal. Not a copy. */
  BitSet ordinals() {
    return usable;
  }

  /** Whether a sample was decoded and is kept. */
  boolean contains(int ordinal) {
    return usable.get(ordinal);
  }

  /** Whether a sample is an image, usable or not, as far as the pass has opened it. */
  boolean isImage(int ordinal) {
    return !others.get(ordinal);
  }

  /** A sample's patient: its own or, where it has none, what stands for that of its header. */
  String patientOf(Sample sample) {
    return sample.patient().isEmpty() && usable.get(sample.ordinal())
        ? origins.patient(sample)
        : sample.patient();
  }

  /** Hands out usable samples the start of whose SHA-256 is the same. */
  void alike(SamplesAlike.Taker taker) throws IOException {
    SamplesAlike.handOut(usable, startsOfSha256, taker);
  }

  /** What became of a sample, from the journal. */
  SampleOutcome outcome(int ordinal) throws IOException {
    return journal.read(ordinal);
  }
}
