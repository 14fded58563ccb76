package dev.xraygpu.run;

import dev.xraygpu.dataset.Split;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.file.WholeFile;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.StatisticsOf;
import dev.xraygpu.statistics.Histogram;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  /** Creates the file, which does not exist yet. */
  static void write(Path file, TrainStatistics statistics) throws IOException {
    Files.writeString(file, JsonText.pretty(toTree(statistics)), StandardOpenOption.CREATE_NEW);
  }

  /** Writes the file so that it is never there in half, in place of an earlier one. */
  static void replace(Path file, TrainStatistics statistics) throws IOException {
    WholeFile.replace(file, unfinished -> write(unfinished, statistics));
  }

  /**
   * Reads mean and standard deviation from such a file, or from one with just {@code mean} and
   * {@code std}.
   *
   * @throws RunException if there are no such numbers in it, or they are of another split
   */
  public static Normalization.Fixed readNormalization(Path file, StatisticsOf of)
      throws RunException {
    try {
      String text = Files.readString(file);
      // A byte order mark, which some editors write, is no part of the JSON.
      JsonNode root =
          JsonMapper.shared().readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
      JsonNode split = root.get("split");
      if (split != null && !split.asString("").equals(Split.TRAIN.directory())) {
        throw new RunException(
            file
                + ": its key 'split' is not train, and numbers of other images would leak into a"
                + " model; take the statistics.json of a training split");
      }
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
      return new Normalization.Fixed(mean.asDouble(), std.asDouble()).inUnits();
    } catch (JacksonException e) {
      // Jackson's own words name settings of its parser. It knows no place where its limits end it.
      String from =
          e.getLocation() == null ? "" : " from line " + e.getLocation().getLineNr() + " on";
      throw new RunException(
          file + ": not JSON" + from + "; --normalize takes the statistics.json of a run", e);
    } catch (CharacterCodingException e) {
      throw new RunException(
          file + ": not UTF-8 text; --normalize takes the statistics.json of a run", e);
    } catch (IllegalArgumentException e) {
      throw new RunException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new RunException("--normalize: " + FileFailure.describe(e), e);
    }
  }
}
