package dev.xraygpu.bench.jmh;

import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.Stage;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;

/** {@code --denoise median:KERNEL}. */
public class MedianBlurBenchmark extends StageBenchmark {
  @Param({"224", "512"})
  public int side;

  @Param({"3", "5"})
  public int kernel;

  @Override
  Optional<Stage> stage() {
    return Optional.of(new MedianBlur(kernel));
  }

  @Override
  int inputSide() {
    return side;
  }
}
