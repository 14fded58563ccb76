package dev.xraygpu.bench.jmh;

import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;

/**
 * {@code --crop} on a device: the middle half of each side is kept. What finding the region costs
 * on the host is in {@link RegionBenchmark}.
 */
public class CropBenchmark extends StageBenchmark {
  @Param("1024")
  public int side;

  @Override
  int inputSide() {
    return side;
  }

  @Override
  ImagePlan decide(HostImage phantom) {
    return new ImagePlan(
        Optional.of(new Rectangle(side / 4, side / 4, Size.square(side / 2))), List.of());
  }
}
