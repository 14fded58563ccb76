package dev.xraygpu.bench.jmh;

import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;

/** {@code --resize letterbox} with both interpolations. */
public class ResizeBenchmark extends StageBenchmark {
  @Param({"512", "1024", "2048"})
  public int side;

  @Param("224")
  public int target;

  @Param({"LINEAR", "AREA"})
  public Interpolation interpolation;

  @Override
  Optional<Stage> stage() {
    return Optional.of(new Resize(Size.square(target), Fit.LETTERBOX, interpolation));
  }

  @Override
  int inputSide() {
    return side;
  }
}
