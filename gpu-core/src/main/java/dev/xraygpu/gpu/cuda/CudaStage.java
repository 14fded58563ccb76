package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.LaunchShape;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Depth;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A stage on the GPU, for a whole batch at a time. */
interface CudaStage {
  /** Rows of a column that a thread of {@link #threadPerRows} makes: {@code ROWS}. */
  int ROWS = 4;

  /**
   * Plans the stage for all images of a batch.
   *
   * @param sources of any sizes and both pixel types; at least one
   * @return the results, in the same order
   */
  List<Plane> plan(BatchPlan batch, List<Plane> sources) throws CudaDriverException;

  /** The implementation of a stage; nothing where the device has none. */
  static Optional<CudaStage> of(Stage stage) {
    if (stage instanceof Resize resize) {
      return Optional.of(new CudaResize(resize));
    } else if (stage instanceof MedianBlur median) {
      return Optional.of(new CudaMedianBlur(median));
    } else if (stage instanceof BilateralFilter bilateral) {
      return Optional.of(new CudaBilateralFilter(bilateral));
    } else if (stage instanceof NonLocalMeans means) {
      return Optional.of(new CudaNonLocalMeans(means));
    } else if (stage instanceof Depth depth) {
      return Optional.of(new CudaDepth(depth));
    } else if (stage instanceof Clahe clahe) {
      return Optional.of(new CudaClahe(clahe));
    }
    return Optional.empty();
  }

  /** Memory for results of the sources' own sizes. */
  static List<Plane> likeSources(BatchPlan batch, List<Plane> sources) throws CudaDriverException {
    List<Plane> targets = new ArrayList<>();
    for (Plane source : sources) {
      targets.add(batch.plane(source.type(), source.size()));
    }
    return targets;
  }

  /** A thread for every four rows of a column of each of these images. */
  static LaunchShape threadPerRows(List<Plane> targets) {
    int blocks =
        most(
            targets, size -> LaunchShape.blocksOf(size.width(), (size.height() + ROWS - 1) / ROWS));
    return LaunchShape.pixels(blocks, targets.size());
  }

  /** A thread for every four pixels side by side of each of these images. */
  static LaunchShape threadPerQuad(List<Plane> targets) {
    int blocks = most(targets, size -> LaunchShape.quadBlocksOf(size.width(), size.height()));
    return LaunchShape.quads(blocks, targets.size());
  }

  /** A thread for each pixel of each of these images. */
  static LaunchShape threadPerPixel(List<Plane> targets) {
    int blocks = most(targets, size -> LaunchShape.blocksOf(size.width(), size.height()));
    return LaunchShape.pixels(blocks, targets.size());
  }

  private static int most(List<Plane> images, ToIntFunction<Size> blocksOf) {
    return images.stream().map(Plane::size).mapToInt(blocksOf).max().orElse(1);
  }
}
