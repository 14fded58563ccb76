package dev.xraygpu.pipeline;

import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Everything that decides what the numbers in the result are: the pixel stages in order, the
 * normalisation and the element type.
 *
 * @param rendering what becomes of a file's pixels before the first stage
 * @param stages pixel stages in the order they run, at most one of each kind
 * @param normalization what becomes of the scaled values
 * @param statisticsOf whose mean and standard deviation {@link Normalization.OfTrain} uses
 * @param dtype how an element of the result is stored
 * @param faults what becomes of images that have faults
 */
public record Pipeline(
    Rendering rendering,
    List<Stage> stages,
    Normalization normalization,
    StatisticsOf statisticsOf,
    ElementType dtype,
    FaultChoices faults) {

  private static final double LARGEST_FLOAT16 = 65_504;

  /** Refuses what contradicts itself. */
  public Pipeline {
    stages = List.copyOf(stages);
    EnumSet<Stage.Kind> seen = EnumSet.noneOf(Stage.Kind.class);
    for (Stage stage : stages) {
      if (!seen.add(stage.kind())) {
        throw new IllegalArgumentException(
            "pipeline: more than one stage of kind "
                + stage.kind().name().toLowerCase(java.util.Locale.ROOT));
      }
    }
    boolean onDevice = false;
    for (Stage stage : stages) {
      if (stage.decidedOnHost() && onDevice) {
        throw new IllegalArgumentException(
            "pipeline: "
                + stage.name()
                + " looks at the original image: put it before all other stages");
      }
      onDevice |= !stage.decidedOnHost();
    }
    if (!dtype.floating() && !(normalization instanceof Normalization.None)) {
      throw new IllegalArgumentException(
          "dtype "
              + dtype
              + " cannot hold normalised values: add --normalize none, or take float32"
              + " or float16");
    }
    if (dtype == ElementType.FLOAT16
        && normalization instanceof Normalization.Fixed fixed
        && fixed.largest() > LARGEST_FLOAT16) {
      throw new IllegalArgumentException(
          "dtype float16 cannot hold values beyond 65504, and with the standard deviation "
              + fixed.std()
              + " there may be some of "
              + Math.round(fixed.largest())
              + ": take float32");
    }
  }

  /** A pipeline of files as they are usually shown. */
  public Pipeline(
      List<Stage> stages,
      Normalization normalization,
      StatisticsOf statisticsOf,
      ElementType dtype) {
    this(Rendering.DEFAULT, stages, normalization, statisticsOf, dtype);
  }

  /** A pipeline that makes no choice of its own about faults. */
  public Pipeline(
      Rendering rendering,
      List<Stage> stages,
      Normalization normalization,
      StatisticsOf statisticsOf,
      ElementType dtype) {
    this(rendering, stages, normalization, statisticsOf, dtype, FaultChoices.NONE);
  }

  /** The same with other choices about faults. */
  public Pipeline withFaults(FaultChoices others) {
    return new Pipeline(rendering, stages, normalization, statisticsOf, dtype, others);
  }

  /** The same with another rendering. */
  public Pipeline withRendering(Rendering other) {
    return new Pipeline(other, stages, normalization, statisticsOf, dtype, faults);
  }

  /**
   * The same with another normalisation.
   *
   * @throws IllegalArgumentException if the element type cannot hold its values
   */
  public Pipeline withNormalization(Normalization other) {
    return new Pipeline(rendering, stages, other, statisticsOf, dtype, faults);
  }

  /** The tutorial pipeline of this field: 224x224 letterbox, median 3, CLAHE 2.0 on 8x8 tiles. */
  public static Pipeline tutorial() {
    return new Pipeline(
        List.of(
            new Resize(Size.square(224), Fit.LETTERBOX, Interpolation.LINEAR),
            new MedianBlur(3),
            new Clahe(2.0, Size.square(8))),
        new Normalization.OfTrain(),
        StatisticsOf.INPUT,
        ElementType.FLOAT32);
  }

  /** No stage at all: the pixels as they were decoded. */
  public static Pipeline none() {
    return new Pipeline(List.of(), new Normalization.None(), StatisticsOf.INPUT, ElementType.UINT8);
  }

  /** The stages that a device runs: all but those that are {@linkplain Stage#decidedOnHost}. */
  public static List<Stage> onDevice(List<Stage> stages) {
    return stages.stream().filter(stage -> !stage.decidedOnHost()).toList();
  }

  /** The resize stage, if there is one. */
  public Optional<Resize> resize() {
    return stages.stream().filter(Resize.class::isInstance).map(Resize.class::cast).findFirst();
  }

  /** Size of the result for an input of that size. */
  public Size outputSize(Size input) {
    Size size = input;
    for (Stage stage : stages) {
      size = stage.outputSize(size);
    }
    return size;
  }

  /** Where the part of an image that is kept comes to lie in the result. */
  public Placement place(Rectangle kept) {
    return resize().map(r -> r.place(kept)).orElseGet(() -> Placement.identity(kept));
  }

  /**
   * The same pipeline with another stage of one kind: in the old one's place, or where the kind
   * belongs by default.
   *
   * @param stage the new stage, or nothing to leave the kind out
   */
  public Pipeline withStage(Stage.Kind kind, Optional<Stage> stage) {
    List<Stage> changed = new ArrayList<>(stages);
    int index = -1;
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).kind() == kind) {
        index = i;
      }
    }
    if (index >= 0) {
      changed.remove(index);
    } else {
      index = 0;
      while (index < changed.size() && changed.get(index).kind().compareTo(kind) < 0) {
        index++;
      }
    }
    if (stage.isPresent()) {
      changed.add(index, stage.get());
    }
    return new Pipeline(rendering, changed, normalization, statisticsOf, dtype, faults);
  }

  /** The stages up to and including the first of that kind. */
  public Pipeline upTo(Stage.Kind kind) {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).kind() == kind) {
        return new Pipeline(
            rendering, stages.subList(0, i + 1), normalization, statisticsOf, dtype, faults);
      }
    }
    throw new IllegalArgumentException(
        "the pipeline has no stage of kind " + kind.name().toLowerCase(java.util.Locale.ROOT));
  }
}
