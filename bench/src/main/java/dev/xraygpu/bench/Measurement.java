package dev.xraygpu.bench;

import java.util.List;
import java.util.Optional;

/**
 * What was measured of one activity.
 *
 * @param setup what it was
 * @param work that one run of it does
 * @param rounds one per counted repetition, in order
 * @param remark of the last run
 * @param deviceFigures what the device told over all counted rounds, where it has a meter
 */
public record Measurement(
    Activity.Setup setup,
    Work work,
    List<Round> rounds,
    Optional<String> remark,
    Optional<DeviceFigures> deviceFigures) {
  /** Copies the list. */
  public Measurement {
    rounds = List.copyOf(rounds);
  }

  /**
   * One repetition.
   *
   * @param seconds of the clock
   * @param cpuSeconds of the processor: all threads of the process, its compiler included
   * @param peakBytes most resident memory of the process during it; 0 where the system does not say
   */
  public record Round(double seconds, double cpuSeconds, long peakBytes) {}

  /** Images per second. */
  public Spread imagesPerSecond() {
    return Spread.of(rounds, round -> work.images() / round.seconds());
  }

  /** Megapixels per second. */
  public Spread megapixelsPerSecond() {
    return Spread.of(rounds, round -> work.pixels() / 1e6 / round.seconds());
  }

  /** Megabytes (of 10^6 bytes) of files per second. */
  public Spread megabytesPerSecond() {
    return Spread.of(rounds, round -> work.bytes() / 1e6 / round.seconds());
  }

  /** Milliseconds of processor time per image, over all threads. */
  public Spread cpuMillisecondsPerImage() {
    return Spread.of(rounds, round -> 1e3 * round.cpuSeconds() / work.images());
  }

  /** Most resident memory in any round, in bytes; 0 where the system does not say. */
  public long peakBytes() {
    return rounds.stream().mapToLong(Round::peakBytes).max().orElse(0);
  }

  /** This rate as a fraction of another one's, round by round. */
  public Spread fractionOf(Measurement ceiling) {
    return Spread.ofRatios(
        ceiling.rounds, rounds, (c, r) -> c.seconds() / r.seconds(), scaleTo(ceiling));
  }

  /** The same by processor time, which says more where others use the machine, too. */
  public Spread cpuFractionOf(Measurement ceiling) {
    return Spread.ofRatios(
        ceiling.rounds, rounds, (c, r) -> c.cpuSeconds() / r.cpuSeconds(), scaleTo(ceiling));
  }

  private double scaleTo(Measurement ceiling) {
    return (double) work.images() / ceiling.work.images();
  }
}
