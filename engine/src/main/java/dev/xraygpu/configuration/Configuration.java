package dev.xraygpu.configuration;

import dev.xraygpu.distribution.OutlierRule;
import dev.xraygpu.distribution.ShortcutRule;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.FindingRules;
import dev.xraygpu.quality.QualityThresholds;
import dev.xraygpu.yaml.YamlDocument;
import dev.xraygpu.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

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

  /**
   * Reads a YAML file. Keys that are left out keep their defaults.
   *
   * @throws ConfigurationException if it cannot be read or says something else; names file, line,
   *     column and key
   */
  public static Configuration read(Path file) throws ConfigurationException {
    try {
      return ConfigurationFormat.read(YamlDocument.read(file));
    } catch (IOException e) {
      throw new ConfigurationException("configuration file " + FileFailure.describe(e), e);
    } catch (YamlException e) {
      throw new ConfigurationException("configuration file " + file + ", " + e.getMessage(), e);
    }
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
