package dev.xraygpu.bench.jmh;

import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.MaskArtifacts;
import dev.xraygpu.region.ImagePlanner;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/**
 * {@code --mask-artifacts} on a device: the phantom's marker is overwritten. What finding it costs
 * on the host is in {@link RegionBenchmark}.
 */
public class MaskArtifactsBenchmark extends StageBenchmark {
  @Param("1024")
  public int side;

  @Param({"FILL", "INPAINT"})
  public MaskArtifacts.Action action;

  @Override
  int inputSide() {
    return side;
  }

  @Override
  ImagePlan decide(HostImage phantom) {
    return ImagePlanner.of(List.of(new MaskArtifacts(action)))
        .plan("phantom", phantom, new Thumbnailer().of(phantom))
        .plan();
  }
}
