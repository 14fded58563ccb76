package dev.xraygpu.configuration;

import dev.xraygpu.distribution.OutlierRule;
import dev.xraygpu.distribution.ShortcutRule;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.FindingRules;
import dev.xraygpu.quality.QualityThresholds;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.yaml.NearestWord;
import dev.xraygpu.yaml.YamlException;
import dev.xraygpu.yaml.YamlMapping;
import dev.xraygpu.yaml.YamlNode;
import dev.xraygpu.yaml.YamlPlace;
import dev.xraygpu.yaml.YamlScalar;
import dev.xraygpu.yaml.YamlSequence;
import dev.xraygpu.yaml.format.Key;
import dev.xraygpu.yaml.format.MappingFormat;
import dev.xraygpu.yaml.format.RealNumber;
import dev.xraygpu.yaml.format.WholeNumber;
import dev.xraygpu.yaml.format.WordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a configuration stands in a file. */
final class ConfigurationFormat {
  private static final String SELECT = "select";
  private static final String IGNORE = "ignore";
  private static final String SEVERITY = "severity";
  private static final String IMAGE = "image";
  private static final String OUTLIERS = "outliers";
  private static final String SHORTCUTS = "shortcuts";
  private static final int MOST_PIXELS = 1 << 20;

  private static final QualityThresholds IMAGES = QualityThresholds.DEFAULT;
  private static final Key<QualityThresholds, Integer> SMALLEST_SIDE =
      Key.optional(
          "smallest-side",
          "A side under this is an error, in pixels.",
          WholeNumber.between(1, MOST_PIXELS),
          IMAGES.smallestSide(),
          QualityThresholds::smallestSide);
  private static final Key<QualityThresholds, Integer> SMALL_SIDE =
      Key.optional(
          "small-side",
          "A side under this is a warning, in pixels.",
          WholeNumber.between(1, MOST_PIXELS),
          IMAGES.smallSide(),
          QualityThresholds::smallSide);
  private static final Key<QualityThresholds, Double> BLACK_MEAN =
      Key.optional(
          "black-mean",
          "A mean under this, of 255, is nearly black.",
          RealNumber.between(0, 255),
          IMAGES.blackMean(),
          QualityThresholds::blackMean);
  private static final MappingFormat<QualityThresholds> IMAGE_KEYS =
      new MappingFormat<>(
          List.of(SMALLEST_SIDE, SMALL_SIDE, BLACK_MEAN),
          keys ->
              new QualityThresholds(
                  keys.of(SMALLEST_SIDE), keys.of(SMALL_SIDE), keys.of(BLACK_MEAN)));

  private static final OutlierRule UNUSUAL = OutlierRule.DEFAULT;
  private static final Key<OutlierRule, Double> THRESHOLD =
      Key.optional(
          "threshold",
          "Robust standard deviations from the median, beyond which an image is unusual.",
          RealNumber.between(1, 1000),
          UNUSUAL.threshold(),
          OutlierRule::threshold);
  private static final Key<OutlierRule, Integer> SMALLEST_SAMPLE =
      Key.optional(
          "smallest-sample",
          "A dataset of fewer images has no outliers.",
          WholeNumber.between(3, Integer.MAX_VALUE),
          UNUSUAL.smallestSample(),
          OutlierRule::smallestSample);
  private static final Key<OutlierRule, Double> LARGEST_SHARE =
      Key.optional(
          "largest-share",
          "A larger share of images is a group, no outliers.",
          RealNumber.between(0, 1),
          UNUSUAL.largestShare(),
          OutlierRule::largestShare);
  private static final MappingFormat<OutlierRule> OUTLIER_KEYS =
      new MappingFormat<>(
          List.of(THRESHOLD, SMALLEST_SAMPLE, LARGEST_SHARE),
          keys ->
              new OutlierRule(
                  keys.of(THRESHOLD), keys.of(SMALLEST_SAMPLE), keys.of(LARGEST_SHARE)));

  private static final ShortcutRule TELLING = ShortcutRule.DEFAULT;
  private static final Key<ShortcutRule, Double> EFFECT =
      Key.optional(
          "effect",
          "Least absolute value of Cliff's delta of a shortcut.",
          RealNumber.between(0, 1),
          TELLING.effect(),
          ShortcutRule::effect);
  private static final Key<ShortcutRule, Double> SIGNIFICANCE =
      Key.optional(
          "significance",
          "Largest probability of chance, corrected for all comparisons.",
          RealNumber.between(0, 1),
          TELLING.significance(),
          ShortcutRule::significance);
  private static final Key<ShortcutRule, Integer> SMALLEST_GROUP =
      Key.optional(
          "smallest-group",
          "A class or split of fewer images is not compared.",
          WholeNumber.between(2, Integer.MAX_VALUE),
          TELLING.smallestGroup(),
          ShortcutRule::smallestGroup);
  private static final MappingFormat<ShortcutRule> SHORTCUT_KEYS =
      new MappingFormat<>(
          List.of(EFFECT, SIGNIFICANCE, SMALLEST_GROUP),
          keys ->
              new ShortcutRule(keys.of(EFFECT), keys.of(SIGNIFICANCE), keys.of(SMALLEST_GROUP)));

  private static final WordFormat<Severity> SEVERITIES = WordFormat.of(Severity.class);

  private ConfigurationFormat() {}

  /** Reads a document; an empty one changes nothing. */
  static Configuration read(YamlNode node) throws YamlException {
    YamlMapping root = node.mapping(List.of(SELECT, IGNORE, SEVERITY, IMAGE, OUTLIERS, SHORTCUTS));
    FindingRules rules =
        FindingRules.DEFAULT.reporting(codes(root.get(SELECT)), codes(root.get(IGNORE)));
    Optional<YamlNode> severities = root.get(SEVERITY);
    if (severities.isPresent() && !severities.get().isNull()) {
      if (!(severities.get() instanceof YamlMapping rated)) {
        throw severities.get().expected("codes with severities, such as {too-small: warning}");
      }
      for (Map.Entry<String, YamlMapping.Entry> entry : rated.entries().entrySet()) {
        String code = code(entry.getKey(), entry.getValue().key());
        rules = rules.rating(code, SEVERITIES.read(entry.getValue().value()));
      }
    }
    return new Configuration(
        rules,
        read(root, IMAGE, IMAGE_KEYS, IMAGES),
        read(root, OUTLIERS, OUTLIER_KEYS, UNUSUAL),
        read(root, SHORTCUTS, SHORTCUT_KEYS, TELLING));
  }

  private static <T> T read(YamlMapping root, String key, MappingFormat<T> keys, T usual)
      throws YamlException {
    Optional<YamlNode> node = root.get(key);
    return node.isPresent() ? keys.read(node.get()) : usual;
  }

  // A list, or the command line's form: codes with commas between them.
  private static List<String> codes(Optional<YamlNode> given) throws YamlException {
    List<String> codes = new ArrayList<>();
    if (given.isEmpty() || given.get().isNull()) {
      return codes;
    }
    YamlNode node = given.get();
    if (node instanceof YamlSequence list) {
      for (YamlNode item : list.items()) {
        if (!(item instanceof YamlScalar word)) {
          throw item.expected("a code");
        }
        codes.add(code(word.text(), word.place()));
      }
    } else if (node instanceof YamlScalar words && words.isText()) {
      for (String word : words.text().trim().split("\\s*,\\s*", -1)) {
        codes.add(code(word, words.place()));
      }
    } else {
      throw node.expected("a list of codes, such as [color]");
    }
    return codes;
  }

  private static String code(String word, YamlPlace place) throws YamlException {
    try {
      FindingRules.DEFAULT.reporting(List.of(word), List.of());
      return word;
    } catch (IllegalArgumentException e) {
      List<String> known = new ArrayList<>(List.of("all"));
      for (FindingCode code : FindingCode.values()) {
        known.add(code.toString());
      }
      throw place.fault("no finding has the code " + NearestWord.amongst(word, known));
    }
  }
}
