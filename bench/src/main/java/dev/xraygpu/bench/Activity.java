package dev.xraygpu.bench;

import java.util.Optional;
import java.util.OptionalDouble;

/** Something that is measured: it does the same work each time it is run. */
public interface Activity {
  /** What is measured, and with which settings. */
  Setup setup();

  /**
   * Gets ready for the next {@link #run}. That is no part of the work and not timed.
   *
   * @throws Exception if it cannot be done, which ends the benchmark
   */
  default void prepare() throws Exception {}

  /**
   * Does the work once.
   *
   * @throws Exception if it cannot be done, which ends the benchmark
   */
  Outcome run() throws Exception;

  /** What kind of work it is: rates are compared with the ceiling of their own thread count. */
  enum Kind {
    /** Reading every file, nothing else. */
    READING,
    /** Reading and decoding with OpenCV's decoders. */
    DECODING_WITH_OPENCV,
    /** Reading and decoding with the decoders of the job: the ceiling. */
    DECODING,
    /** One stage on images in memory. */
    STAGE,
    /** The whole job. */
    JOB,
    /** The whole job without the search for copies, measures and report, as peers do it. */
    JOB_OF_FILES,
    /** Another program's way of doing it. */
    PEER
  }

  /**
   * Settings of a measurement.
   *
   * @param kind of work
   * @param name a short name for people, the same for all settings
   * @param threads workers
   * @param device name of the one that runs the stages; empty where there is none
   * @param batch images in a lane; 0 for the device's own choice, or where there is no lane
   * @param size of the results, as text; empty where there are none
   */
  record Setup(Kind kind, String name, int threads, String device, int batch, String size) {
    /** A measurement without a device. */
    static Setup onHost(Kind kind, String name, int threads) {
      return new Setup(kind, name, threads, "", 0, "");
    }
  }

  /**
   * What one run came to.
   *
   * @param work that was done
   * @param seconds that it took, where the activity knows better than who runs it
   * @param cpuSeconds of the processor, likewise
   * @param remark for people, such as how far results differ
   */
  record Outcome(
      Work work, OptionalDouble seconds, OptionalDouble cpuSeconds, Optional<String> remark) {
    /** Work that is timed from outside. */
    static Outcome of(Work work) {
      return new Outcome(work, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
    }
  }
}
