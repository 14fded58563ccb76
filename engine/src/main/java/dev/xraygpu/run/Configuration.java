package dev.xraygpu.run;

import dev.xraygpu.distribution.OutlierRule;
import dev.xraygpu.distribution.ShortcutRule;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.FindingRules;
import dev.xraygpu.quality.QualityThresholds;
import dev.xraygpu.quality.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the checks of a project are held to, as a file says it:
 *
 * <pre>
 * select: [all]
 * ignore: [color]
 * severity: {too-small: warning}
 * image: {smallest-side: 50, small-side: 100, black-mean: 5}
 * outliers: {threshold: 4.5, smallest-sample: 20, largest-share: 0.05}
 * shortcuts: {effect: 0.474, significance: 0.01, smallest-group: 8}
 * </pre>
 *
 * @param rules which findings are reported, and how bad each counts
 * @param thresholds where an image stops being usable
 * @param outliers when an image is unusual among the others
 * @param shortcuts when a measure tells classes or splits apart too well
 */
public record Configuration(
    FindingRules rules,
    QualityThresholds thresholds,
    OutlierRule outliers,
    ShortcutRule shortcuts) {
  /** What holds without a file. */
  public static final Configuration DEFAULT =
      new Configuration(
          FindingRules.DEFAULT,
          QualityThresholds.DEFAULT,
          OutlierRule.DEFAULT,
          ShortcutRule.DEFAULT);

  private static final long MAX_BYTES = 1 << 20;
  private static final String SELECT = "select";
  private static final String IGNORE = "ignore";
  private static final String SEVERITY = "severity";
  private static final String IMAGE = "image";
  private static final String OUTLIERS = "outliers";
  private static final String SHORTCUTS = "shortcuts";

  /**
   * Reads a YAML file. Keys that are left out keep their defaults.
   *
   * @throws ConfigurationException if it cannot be read or says something else; names file and key
   */
  public static Configuration read(Path file) throws ConfigurationException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigurationException("it is larger than 1 MiB");
      }
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new ConfigurationException("configuration file " + FileFailure.describe(e), e);
    } catch (ConfigurationException e) {
      throw new ConfigurationException("configuration file " + file + ": " + e.getMessage(), e);
    }
  }

  /** Reads a document's text. */
  public static Configuration parse(String yaml) throws ConfigurationException {
    JsonNode root;
    try {
      root =
          YAMLMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(yaml);
    } catch (JacksonException e) {
      throw new ConfigurationException("not YAML: " + e.getOriginalMessage(), e);
    }
    ConfigurationKeys keys =
        ConfigurationKeys.root(root, SELECT, IGNORE, SEVERITY, IMAGE, OUTLIERS, SHORTCUTS);
    FindingRules rules = FindingRules.DEFAULT;
    try {
      rules = rules.reporting(words(SELECT, root), words(IGNORE, root));
      JsonNode severities = root.path(SEVERITY);
      for (String names : severities.propertyNames()) {
        rules = rules.rating(names, severity(names, severities.get(names)));
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
    return new Configuration(rules, thresholds(keys), outliers(keys), shortcuts(keys));
  }

  private static QualityThresholds thresholds(ConfigurationKeys keys)
      throws ConfigurationException {
    QualityThresholds usual = QualityThresholds.DEFAULT;
    ConfigurationKeys image = keys.below(IMAGE, "smallest-side", "small-side", "black-mean");
    return new QualityThresholds(
        image.integer("smallest-side", usual.smallestSide(), 1, 1 << 20),
        image.integer("small-side", usual.smallSide(), 1, 1 << 20),
        image.number("black-mean", usual.blackMean(), 0, 255));
  }

  private static OutlierRule outliers(ConfigurationKeys keys) throws ConfigurationException {
    OutlierRule usual = OutlierRule.DEFAULT;
    ConfigurationKeys outliers =
        keys.below(OUTLIERS, "threshold", "smallest-sample", "largest-share");
    return new OutlierRule(
        outliers.number("threshold", usual.threshold(), 1, 1000),
        outliers.integer("smallest-sample", usual.smallestSample(), 3, Integer.MAX_VALUE),
        outliers.number("largest-share", usual.largestShare(), 0, 1));
  }

  private static ShortcutRule shortcuts(ConfigurationKeys keys) throws ConfigurationException {
    ShortcutRule usual = ShortcutRule.DEFAULT;
    ConfigurationKeys shortcuts = keys.below(SHORTCUTS, "effect", "significance", "smallest-group");
    return new ShortcutRule(
        shortcuts.number("effect", usual.effect(), 0, 1),
        shortcuts.number("significance", usual.significance(), 0, 1),
        shortcuts.integer("smallest-group", usual.smallestGroup(), 2, Integer.MAX_VALUE));
  }

  private static List<String> words(String key, JsonNode root) throws ConfigurationException {
    JsonNode node = root.path(key);
    List<String> words = new ArrayList<>();
    if (node.isString()) {
      words.addAll(List.of(node.asString().trim().split("\\s*,\\s*", -1)));
    } else if (node.isArray()) {
      for (JsonNode word : node) {
        words.add(word.asString(""));
      }
    } else if (!node.isMissingNode() && !node.isNull()) {
      throw new ConfigurationException(key + ": expected a list of codes, such as [color]");
    }
    return words;
  }

  private static Severity severity(String code, JsonNode node) throws ConfigurationException {
    Set<String> known = new TreeSet<>();
    for (Severity severity : Severity.values()) {
      if (severity.toString().equals(node.asString("").toLowerCase(Locale.ROOT))) {
        return severity;
      }
      known.add(severity.toString());
    }
    throw new ConfigurationException(
        SEVERITY + "." + code + ": expected one of " + String.join(", ", known));
  }

  /** The same with what a command line adds: its codes take the place of the file's. */
  public Configuration reporting(List<String> selected, List<String> ignored) {
    FindingRules base =
        selected.isEmpty()
            ? rules
            : new FindingRules(Set.of(FindingCode.values()), rules.severities());
    return new Configuration(base.reporting(selected, ignored), thresholds, outliers, shortcuts);
  }
}
