package dev.xraygpu.gpu.cuda;

import dev.xraygpu.gpu.driver.CudaDriverException;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes {@code ImageTask} of {@code device.h}: one image between two stages. */
final class ImageTask {
  /** Bytes of one. */
  static final int BYTES = 40;

  private ImageTask() {}

  /** Writes one at the buffer's position, which advances. */
  static void write(ByteBuffer to, Plane source, Plane target) {
    to.putLong(source.address());
    to.putLong(target.address());
    to.putInt(source.pitch());
    to.putInt(source.size().width());
    to.putInt(source.size().height());
    to.putInt(target.size().width());
    to.putInt(target.size().height());
    to.putInt(source.type().bytes());
  }

  /** One for each image. */
  static BatchPlan.Section all(BatchPlan batch, List<Plane> sources, List<Plane> targets)
      throws CudaDriverException {
    BatchPlan.Section section = batch.section((long) BYTES * sources.size());
    for (int i = 0; i < sources.size(); i++) {
      write(section.bytes(), sources.get(i), targets.get(i));
    }
    return section;
  }
}
