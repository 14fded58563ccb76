package dev.xraygpu.pipeline;

import dev.xraygpu.yaml.NearestWord;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of images by the fault that they have. Of what is not in here, {@code --on-invalid}
 * decides, and missing regions are left as they are.
 *
 * @param choices those that were made
 */
public record FaultChoices(Map<FaultKind, FaultChoice> choices) {
  /** No choice was made. */
  public static final FaultChoices NONE = new FaultChoices(Map.of());

  /** Copies them, in the order of the kinds, and refuses what makes no sense. */
  public FaultChoices {
    EnumMap<FaultKind, FaultChoice> sorted = new EnumMap<>(FaultKind.class);
    sorted.putAll(choices);
    sorted.forEach(
        (kind, choice) -> {
          if (!kind.choices().contains(choice)) {
            throw new IllegalArgumentException(
                kind + ": expected one of " + words(kind) + ", not " + choice);
          }
        });
    choices = Collections.unmodifiableMap(sorted);
  }

  /** What was chosen for a kind, if anything was. */
  public Optional<FaultChoice> of(FaultKind kind) {
    return Optional.ofNullable(choices.get(kind));
  }

  /** What becomes of what is missing: {@link FaultChoice#LEAVE} unless something was chosen. */
  public FaultChoice ofMissing(FaultKind kind) {
    return choices.getOrDefault(kind, FaultChoice.LEAVE);
  }

  /** These with others, which win. */
  public FaultChoices with(FaultChoices others) {
    EnumMap<FaultKind, FaultChoice> all = new EnumMap<>(FaultKind.class);
    all.putAll(choices);
    all.putAll(others.choices);
    return new FaultChoices(all);
  }

  /**
   * Reads the command line's form: {@code too-small=flag,missing-region=impute}.
   *
   * @throws PipelineFormatException naming the option, the fault and what is allowed
   */
  public static FaultChoices parse(String option, String text) throws PipelineFormatException {
    EnumMap<FaultKind, FaultChoice> choices = new EnumMap<>(FaultKind.class);
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new PipelineFormatException(
            option
                + ": expected FAULT=CHOICE such as too-small=flag, not '"
                + StageText.shown(part)
                + "'");
      }
      FaultKind kind = kind(option, part.substring(0, equals).trim());
      if (choices.put(kind, choice(option, kind, part.substring(equals + 1).trim())) != null) {
        throw new PipelineFormatException(option + ": " + kind + " is there twice");
      }
    }
    return new FaultChoices(choices);
  }

  private static FaultKind kind(String option, String word) throws PipelineFormatException {
    for (FaultKind kind : FaultKind.values()) {
      if (kind.toString().equals(word)) {
        return kind;
      }
    }
    List<String> known = Arrays.stream(FaultKind.values()).map(FaultKind::toString).toList();
    throw new PipelineFormatException(
        option + ": unknown fault " + NearestWord.amongst(word, known));
  }

  private static FaultChoice choice(String option, FaultKind kind, String word)
      throws PipelineFormatException {
    for (FaultChoice choice : kind.choices()) {
      if (choice.toString().equals(word)) {
        return choice;
      }
    }
    throw new PipelineFormatException(
        option
            + ": "
            + kind
            + ": expected one of "
            + words(kind)
            + ", not '"
            + StageText.shown(word)
            + "'");
  }

  private static String words(FaultKind kind) {
    return String.join(", ", kind.choices().stream().map(FaultChoice::toString).toList());
  }
}
