package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.pipeline.MedianBlur;
import java.util.List;

/** {@link MedianBlur} with {@code median.cu}. */
record CudaMedianBlur(MedianBlur stage) implements CudaStage {
  @Override
  public List<Plane> plan(BatchPlan batch, List<Plane> sources) throws CudaDriverException {
    List<Plane> targets = CudaStage.likeSources(batch, sources);
    boolean three = stage.kernel() == 3;
    batch.launch(
        three ? Kernel.MEDIAN_3 : Kernel.MEDIAN_5,
        three ? CudaStage.threadPerQuad(targets) : CudaStage.threadPerPixel(targets),
        ImageTask.all(batch, sources, targets),
        Plane.traffic(sources, targets));
    return targets;
  }
}
