package dev.xraygpu.bench;

import dev.xraygpu.run.ProgramVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a benchmark found, with the machine that it was found on.
 *
 * @param dataset a name for people
 * @param measurements in the order they were run
 * @param notes what could not be measured here and why
 * @param devices those with a meter
 */
public record BenchmarkReport(
    String dataset,
    List<Measurement> measurements,
    List<String> notes,
    List<DeviceSummary> devices) {
  /** Copies the lists. */
  public BenchmarkReport {
    measurements = List.copyOf(measurements);
    notes = List.copyOf(notes);
    devices = List.copyOf(devices);
  }

  /** The machine and the program, in one line. */
  public static String machine() {
    return ProgramVersion.NAME
        + " "
        + ProgramVersion.current()
        + ", Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + ProcessMeter.processor()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors";
  }

  /** The measurement that another one is held against: decoding on the same threads. */
  public Optional<Measurement> ceiling(Measurement measurement) {
    return Benchmark.ceiling(measurement, Activity.Kind.DECODING, measurements);
  }

  /** The same with OpenCV's decoders. */
  public Optional<Measurement> libraryCeiling(Measurement measurement) {
    return Benchmark.ceiling(measurement, Activity.Kind.DECODING_WITH_OPENCV, measurements);
  }

  /**
   * Whether a measurement goes over whole files, so that a fraction of the ceiling means something.
   */
  public static boolean overFiles(Measurement measurement) {
    return measurement.setup().kind() != Activity.Kind.STAGE;
  }

  /** All figures, for programs. */
  public ObjectNode toJson() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("dataset", dataset);
    json.put("machine", machine());
    json.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    ArrayNode lines = json.putArray("measurements");
    for (Measurement m : measurements) {
      ObjectNode line = lines.addObject();
      line.put("name", m.setup().name());
      line.put("kind", m.setup().kind().name().toLowerCase(java.util.Locale.ROOT));
      line.put("threads", m.setup().threads());
      line.put("device", m.setup().device());
      line.put("batch", m.setup().batch());
      line.put("size", m.setup().size());
      line.put("images", m.work().images());
      line.put("pixels", m.work().pixels());
      line.put("bytes", m.work().bytes());
      put(line, "images_per_second", m.imagesPerSecond());
      put(line, "megapixels_per_second", m.megapixelsPerSecond());
      put(line, "megabytes_per_second", m.megabytesPerSecond());
      put(line, "cpu_milliseconds_per_image", m.cpuMillisecondsPerImage());
      line.put("peak_bytes", m.peakBytes());
      if (overFiles(m)) {
        ceiling(m).ifPresent(c -> put(line, "fraction_of_decoding", m.fractionOf(c)));
        ceiling(m).ifPresent(c -> put(line, "cpu_fraction_of_decoding", m.cpuFractionOf(c)));
        libraryCeiling(m).ifPresent(c -> put(line, "fraction_of_opencv_decoding", m.fractionOf(c)));
        libraryCeiling(m)
            .ifPresent(c -> put(line, "cpu_fraction_of_opencv_decoding", m.cpuFractionOf(c)));
      }
      m.remark().ifPresent(remark -> line.put("remark", remark));
      ArrayNode rounds = line.putArray("rounds");
      for (Measurement.Round round : m.rounds()) {
        rounds
            .addObject()
            .put("seconds", round.seconds())
            .put("cpu_seconds", round.cpuSeconds())
            .put("peak_bytes", round.peakBytes());
      }
      m.deviceFigures().ifPresent(figures -> DeviceJson.put(line, figures));
    }
    DeviceJson.put(json, devices);
    notes.forEach(json.putArray("notes")::add);
    return json;
  }

  private static void put(ObjectNode line, String name, Spread spread) {
    line.putObject(name)
        .put("median", spread.median())
        .put("min", spread.min())
        .put("max", spread.max());
  }
}
