package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.thumbnail.Thumbnail;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Thumbnail}s of a batch, with {@code thumbnail.cu}: 16-bit images of the same values. The
 * pass makes its own on the host, where the pixels are warm after decoding; this is for images that
 * are on the device already.
 */
final class CudaThumbnails {
  private static final int TASK_BYTES = 48;

  private CudaThumbnails() {}

  /** Plans the thumbnails of all images, in the same order. */
  static List<Plane> plan(BatchPlan batch, List<Plane> images) throws CudaDriverException {
    List<Plane> targets = new ArrayList<>();
    BatchPlan.Section tasks = batch.section((long) TASK_BYTES * images.size());
    ByteBuffer to = tasks.bytes();
    for (Plane image : images) {
      Plane target = batch.plane(PixelType.U16, Thumbnail.sizeOf(image.size()));
      targets.add(target);
      ImageTask.write(to, image, target);
      to.putInt(Thumbnail.factorOf(image.size()));
      to.putInt(Thumbnail.MAX_VALUE / image.type().maxValue());
    }
    batch.launch(
        Kernel.THUMBNAIL, CudaStage.threadPerPixel(targets), tasks, Plane.traffic(images, targets));
    return targets;
  }
}
