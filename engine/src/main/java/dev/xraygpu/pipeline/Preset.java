package dev.xraygpu.pipeline;

import dev.xraygpu.image.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pipelines with a name. */
public enum Preset {
  /** The default, as the tutorials of this field have it. */
  TUTORIAL,
  /** Little is changed: resized by area, contrast hardly raised, nothing filtered. */
  GENTLE,
  /** The pixels as they were decoded. */
  NONE;

  /** The preset of that name, if there is one. */
  public static Optional<Preset> named(String name) {
    for (Preset preset : List.of(values())) {
      if (preset.toString().equals(name)) {
        return Optional.of(preset);
      }
    }
    return Optional.empty();
  }

  /** What it does. */
  public Pipeline pipeline() {
    return switch (this) {
      case TUTORIAL -> Pipeline.tutorial();
      case GENTLE ->
          new Pipeline(
              List.of(
                  new Resize(Size.square(224), Fit.LETTERBOX, Interpolation.AREA),
                  new Clahe(1.0, Size.square(8))),
              new Normalization.OfTrain(),
              StatisticsOf.INPUT,
              ElementType.FLOAT32);
      case NONE -> Pipeline.none();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
