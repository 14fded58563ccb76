package dev.xraygpu.denoise;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.FaultKind;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.NumberBesideLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges whether the noise filter takes structure away that a reader of the image would miss. Nine
 * small tiles of the image, at the size that it has before the filter, are filtered here as well,
 * on the host, whatever device runs the stages, so that all devices give the same finding.
 * Thread-safe.
 *
 * @see StructureLoss
 */
public final class DenoiseGuard {
  /** The largest share of the structure on edges that a filter may take. */
  public static final double LIMIT = 0.4;

  private static final int ACROSS = 3;
  private static final int MEASURED = 16;
  private static final int SIDE = MEASURED + 2 * StructureLoss.MARGIN;
  private static final int FEWEST_TILES = 3;

  private final Stage stage;
  private final TileFilter filter;
  private final Optional<Resize> resize;

  private DenoiseGuard(Stage stage, TileFilter filter, Optional<Resize> resize) {
    this.stage = stage;
    this.filter = filter;
    this.resize = resize;
  }

  /**
   * The guard of a pipeline's stages, if there is a noise filter among them that is to be judged:
   * where nothing was chosen, every one but the median of 3x3.
   */
  public static Optional<DenoiseGuard> of(List<Stage> stages, FaultChoices faults) {
    return measuring(stages)
        .filter(
            guard -> {
              FaultChoice unlessChosen =
                  guard.stage.equals(new MedianBlur(3)) ? FaultChoice.LEAVE : FaultChoice.FLAG;
              FaultChoice choice = faults.of(FaultKind.DENOISE_TOO_STRONG).orElse(unlessChosen);
              return choice != FaultChoice.LEAVE;
            });
  }

  /** A guard that measures what the stages' noise filter takes, if there is one among them. */
  public static Optional<DenoiseGuard> measuring(List<Stage> stages) {
    Optional<Resize> resize = Optional.empty();
    for (Stage stage : stages) {
      if (stage instanceof Resize before) {
        resize = Optional.of(before);
      }
      Optional<TileFilter> filter = TileFilter.of(stage);
      if (filter.isPresent()) {
        return Optional.of(new DenoiseGuard(stage, filter.get(), resize));
      }
    }
    return Optional.empty();
  }

  /**
   * What was measured, medians over the tiles with structure.
   *
   * @param onEdges share of the structure on edges that the filter takes, 0 to 1
   * @param offEdges share of what is between the edges
   * @param noise standard deviation, 8-bit units
   * @param tiles how many tiles had structure
   */
  public record Measurement(double onEdges, double offEdges, double noise, int tiles) {
    /** In words: both shares, the limit and the noise. */
    public String words() {
      return String.format(
          Locale.ROOT,
          "%s %% of the structure on edges (limit %.0f %%) and %.0f %% of what is between"
              + " them; the noise is %.1f of 255",
          NumberBesideLimit.text(100 * onEdges, 100 * LIMIT, 0),
          100 * LIMIT,
          100 * offEdges,
          noise);
    }
  }

  /**
   * Judges one image.
   *
   * @param path the image's name in findings
   * @param image its pixels before the first stage, only read
   * @param kept the part that the stages get
   */
  public Optional<Finding> check(String path, HostImage image, Rectangle kept) {
    return measure(image, kept).flatMap(measured -> judge(path, measured));
  }

  /** Judges what {@link #measure} has measured of one image. */
  public Optional<Finding> judge(String path, Measurement measured) {
    return measured.onEdges() > LIMIT
        ? Optional.of(
            Finding.of(
                path, FindingCode.DENOISE_TOO_STRONG, stage.name() + " takes " + measured.words()))
        : Optional.empty();
  }

  /** Measures one image; nothing if it is too small or shows too little to measure. */
  public Optional<Measurement> measure(HostImage image, Rectangle kept) {
    Placement place =
        resize.map(stage -> stage.place(kept)).orElseGet(() -> Placement.identity(kept));
    if (place.content().shorterSide() < ACROSS * MEASURED) {
      return Optional.empty();
    }
    Interpolation interpolation = resize.map(Resize::interpolation).orElse(Interpolation.LINEAR);
    TileSampler sampler = new TileSampler(image, place, interpolation);
    int side = SIDE + 2 * filter.reach();
    List<StructureLoss> losses = new ArrayList<>();
    for (int row = 0; row < ACROSS; row++) {
      for (int column = 0; column < ACROSS; column++) {
        GrayTile tile =
            sampler.tile(
                first(column, place.content().width(), side),
                first(row, place.content().height(), side),
                side);
        StructureLoss loss = StructureLoss.of(tile.middle(SIDE), filter.filter(tile));
        if (loss.hasStructure()) {
          losses.add(loss);
        }
      }
    }
    if (losses.size() < FEWEST_TILES) {
      return Optional.empty();
    }
    return Optional.of(
        new Measurement(
            median(losses.stream().mapToDouble(StructureLoss::onEdges).toArray()),
            median(losses.stream().mapToDouble(StructureLoss::offEdges).toArray()),
            median(losses.stream().mapToDouble(StructureLoss::noise).toArray()),
            losses.size()));
  }

  // Tiles lie around the middles of equal parts.
  private static int first(int index, int length, int side) {
    return (2 * index + 1) * length / (2 * ACROSS) - side / 2;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[(values.length - 1) / 2];
  }
}
