package dev.xraygpu.bench.jmh;

import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Stage;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;

/** {@code --denoise non-local-means:3:7:SEARCH}. */
public class NonLocalMeansBenchmark extends StageBenchmark {
  @Param({"224", "512"})
  public int side;

  @Param({"11", "21"})
  public int search;

  @Override
  Optional<Stage> stage() {
    NonLocalMeans usual = NonLocalMeans.DEFAULT;
    return Optional.of(new NonLocalMeans(usual.strength(), usual.template(), search));
  }

  @Override
  int inputSide() {
    return side;
  }
}
