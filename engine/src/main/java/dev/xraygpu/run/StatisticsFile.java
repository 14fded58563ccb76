package dev.xraygpu.run;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.StatisticsOf;
import dev.xraygpu.statistics.Histogram;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code statistics.json}: mean and standard deviation of the training split's pixels before and
 * after the stages, in units where the largest pixel value is 1, and the exact histograms they
 * follow from.
 */
public final class StatisticsFile {
  private StatisticsFile() {}

  /** The file's content. */
  public static ObjectNode toTree(TrainStatistics statistics) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("split", "train");
    root.put("images", statistics.input().images());
    put(root.putObject("input"), statistics.input());
    put(root.putObject("processed"), statistics.processed());
    return root;
  }

  private static void put(ObjectNode target, PixelStatistics statistics) {
    statistics
        .moments()
        .ifPresent(
            moments -> {
              target.put("mean", moments.mean());
              target.put("std", moments.std());
              target.put("pixels", moments.pixels());
            });
    ObjectNode histograms = target.putObject("histogram");
    for (PixelType type : PixelType.values()) {
      Histogram histogram = statistics.histogram(type);
      if (!histogram.isEmpty()) {
        ArrayNode counts = histograms.putArray(type.bits() + "-bit");
        for (long count : histogram.counts()) {
          counts.add(count);
        }
      }
    }
  }

  /** Writes the file. */
  public static void write(Path file, TrainStatistics statistics) throws IOException {
    Files.writeString(file, JsonText.pretty(toTree(statistics)));
  }

  /** Writes the file under a temporary name first, so that it is never there in half. */
  public static void replace(Path file, TrainStatistics statistics) throws RunException {
    Path target = file.toAbsolutePath();
    try {
      Path unfinished =
          Files.createTempFile(target.getParent(), "." + target.getFileName(), ".unfinished");
      try {
        write(unfinished, statistics);
        Files.move(
            unfinished,
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new RunException(FileFailure.describe(e), e);
    }
  }

  /**
   * Reads mean and standard deviation from such a file, or from one with just {@code mean} and
   * {@code std}.
   *
   * @throws RunException if there are no such numbers in it
   */
  public static Normalization.Fixed readNormalization(Path file, StatisticsOf of)
      throws RunException {
    try {
      JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
      JsonNode numbers = root.has(of.toString()) ? root.get(of.toString()) : root;
      JsonNode mean = numbers.get("mean");
      JsonNode std = numbers.get("std");
      if (mean == null || std == null || !mean.isNumber() || !std.isNumber()) {
        throw new RunException(
            file
                + ": no numbers 'mean' and 'std' under '"
                + of
                + "'; --normalize takes the"
                + " statistics.json of a run, train, none or MEAN,STD");
      }
      return new Normalization.Fixed(mean.asDouble(), std.asDouble());
    } catch (JacksonException e) {
      throw new RunException(file + ": not JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new RunException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new RunException("--normalize: " + FileFailure.describe(e), e);
    }
  }
}
