package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriverException;
import java.util.List;

/** Copies images, or parts of them, to a place of their own: {@code crop.cu}. */
final class CudaCrop implements CudaStage {
  @Override
  public List<Plane> plan(BatchPlan batch, List<Plane> sources) throws CudaDriverException {
    List<Plane> targets = CudaStage.likeSources(batch, sources);
    batch.launch(
        Kernel.CROP,
        CudaStage.threadPerPixel(targets),
        ImageTask.all(batch, sources, targets),
        Plane.traffic(sources, targets));
    return targets;
  }
}
