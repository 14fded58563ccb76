package dev.xraygpu.pass;

import dev.xraygpu.configuration.Configuration;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pseudonym.PatientNames;
import dev.xraygpu.pseudonym.PatientPseudonyms;
import dev.xraygpu.quality.FindingRules;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.quality.QualityThresholds;

/**
 * How a pass goes over a dataset.
 *
 * @param threads workers, each of which reads, decodes and, on the CPU, processes; at least 1
 * @param batch images in a lane, or 0 for the device's own choice
 * @param onInvalid what becomes of samples that cannot be used
 * @param checks what findings and images are held to
 * @param limits what is refused before memory is taken
 * @param verification how far a decode is distrusted
 * @param patients how the manifest names patients that files name
 * @param faults what becomes of images by the fault that they have, instead of {@code onInvalid}
 */
public record PassSettings(
    int threads,
    int batch,
    OnInvalid onInvalid,
    Configuration checks,
    DecodeLimits limits,
    DecodeVerification verification,
    PatientNames patients,
    FaultChoices faults) {
  /** Refuses numbers that cannot be meant. */
  public PassSettings {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads: 1 to 1024, not " + threads);
    }
    if (batch < 0 || batch > 4096) {
      throw new IllegalArgumentException(
          "batch: 1 to 4096, or 0 for the device's choice, not " + batch);
    }
  }

  /** The same with choices by the kind of a fault. */
  public PassSettings withFaults(FaultChoices choices) {
    return new PassSettings(
        threads, batch, onInvalid, checks, limits, verification, patients, choices);
  }

  /**
   * Settings that hide patients' ids behind pseudonyms, and make no choice by the kind of a fault.
   */
  public PassSettings(
      int threads,
      int batch,
      OnInvalid onInvalid,
      Configuration checks,
      DecodeLimits limits,
      DecodeVerification verification) {
    this(
        threads,
        batch,
        onInvalid,
        checks,
        limits,
        verification,
        PatientPseudonyms.ofUsualKey(),
        FaultChoices.NONE);
  }

  /**
   * The same with another number of workers.
   *
   * @throws IllegalArgumentException if it is not 1 to 1024
   */
  public PassSettings withThreads(int count) {
    return new PassSettings(
        count, batch, onInvalid, checks, limits, verification, patients, faults);
  }

  /**
   * The same with another number of images in a lane.
   *
   * @throws IllegalArgumentException if it is not 0 (the device's choice) to 4096
   */
  public PassSettings withBatch(int images) {
    return new PassSettings(
        threads, images, onInvalid, checks, limits, verification, patients, faults);
  }

  /** The same with what a configuration says. */
  public PassSettings withConfiguration(Configuration configuration) {
    return new PassSettings(
        threads, batch, onInvalid, configuration, limits, verification, patients, faults);
  }

  /** Where an image stops being usable. */
  public QualityThresholds thresholds() {
    return checks.thresholds();
  }

  /** Which findings are reported, and how bad each counts. */
  public FindingRules rules() {
    return checks.rules();
  }

  /** What becomes of a sample under these settings. */
  public SamplePolicy policy() {
    return new SamplePolicy(onInvalid, faults, thresholds(), rules());
  }

  /** The defaults, with a worker per processor. */
  public static PassSettings defaults() {
    return new PassSettings(
        Runtime.getRuntime().availableProcessors(),
        0,
        OnInvalid.DROP,
        Configuration.DEFAULT,
        DecodeLimits.DEFAULT,
        DecodeVerification.QUICK);
  }
}
