package dev.xraygpu.cli;

import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The last stage whose pixels or numbers {@code inspect --stage} writes. */
enum InspectedStage {
  STORED,
  DECODED,
  MASK,
  CROP,
  RESIZE,
  DENOISE,
  CLAHE,
  DEPTH,
  NORMALIZE;

  /**
   * The stages of a pipeline up to this one.
   *
   * @throws IllegalArgumentException if the pipeline has no such stage
   */
  List<Stage> of(Pipeline pipeline) {
    return switch (this) {
      case STORED, DECODED -> List.of();
      case NORMALIZE -> pipeline.stages();
      default -> pipeline.upTo(Stage.Kind.valueOf(name())).stages();
    };
  }

  /** Why a file of that name cannot hold what this stage gives. */
  Optional<String> refusal(Path target) {
    String name = target.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return Optional.empty();
    }
    if (!name.endsWith(".png")) {
      return Optional.of("--out: expected X.npy or X.png, not '" + target + "'");
    }
    return switch (this) {
      case STORED -> Optional.of("a PNG has no sign and no 32 bits: use --out X.npy");
      case NORMALIZE -> Optional.of("a PNG cannot hold normalised values: use --out X.npy");
      default -> Optional.empty();
    };
  }
}
