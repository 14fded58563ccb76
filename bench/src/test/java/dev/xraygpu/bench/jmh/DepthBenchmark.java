package dev.xraygpu.bench.jmh;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.Depth;
import dev.xraygpu.pipeline.Stage;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;

/** {@code --depth} as a stage, from each depth to each. */
public class DepthBenchmark extends StageBenchmark {
  @Param("1024")
  public int side;

  @Param({"U8", "U16"})
  public PixelType to;

  @Override
  Optional<Stage> stage() {
    return Optional.of(new Depth(to));
  }

  @Override
  int inputSide() {
    return side;
  }
}
