package dev.xraygpu.bench.jmh;

import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Stage;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;

/** {@code --clahe 2.0:TILES}. */
public class ClaheBenchmark extends StageBenchmark {
  @Param({"224", "512"})
  public int side;

  @Param({"4", "8"})
  public int tiles;

  @Override
  Optional<Stage> stage() {
    return Optional.of(new Clahe(2.0, Size.square(tiles)));
  }

  @Override
  int inputSide() {
    return side;
  }
}
