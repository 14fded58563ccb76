package dev.xraygpu.bench.jmh;

import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Stage;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;

/** {@code --denoise bilateral:DIAMETER:50:50}. */
public class BilateralFilterBenchmark extends StageBenchmark {
  @Param({"224", "512"})
  public int side;

  @Param("5")
  public int diameter;

  @Override
  Optional<Stage> stage() {
    return Optional.of(new BilateralFilter(diameter, 50, 50));
  }

  @Override
  int inputSide() {
    return side;
  }
}
