package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.device.Patch;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.LaunchShape;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Overwrites parts of the images of a batch in place: {@code patch.cu}. */
final class InputPatches {
  private static final int TASK_BYTES = 16;
  private static final int PATCH_BYTES = 40;
  private static final int BLOCK_WIDTH = 32;
  private static final int BLOCK_HEIGHT = 8;

  private final BatchPlan batch;
  private final List<Plane> images = new ArrayList<>();
  private final List<List<Patch>> patches = new ArrayList<>();

  InputPatches(BatchPlan batch) {
    this.batch = batch;
  }

  /** Notes one image's patches, if it has any. */
  void add(Plane image, List<Patch> ofImage) {
    if (!ofImage.isEmpty()) {
      images.add(image);
      patches.add(ofImage);
    }
  }

  /** Plans all of them: one block an image, so that a later patch covers an earlier one. */
  void plan() throws CudaDriverException {
    if (images.isEmpty()) {
      return;
    }
    BatchPlan.Section tasks = batch.section((long) TASK_BYTES * images.size());
    for (int i = 0; i < images.size(); i++) {
      tasks.bytes().putLong(write(images.get(i), patches.get(i)));
      tasks.bytes().putLong(patches.get(i).size());
    }
    batch.launch(
        Kernel.PATCH,
        new LaunchShape(1, 1, images.size(), BLOCK_WIDTH, BLOCK_HEIGHT),
        tasks,
        traffic());
  }

  /**
   * Given pixels are read; whatever is covered, by whichever patch, is written; so are the parts.
   */
  private MemoryTraffic traffic() {
    long in = 0;
    long out = 0;
    for (int i = 0; i < images.size(); i++) {
      for (Patch patch : patches.get(i)) {
        long bytes = patch.area().size().area() * images.get(i).type().bytes();
        in += PATCH_BYTES + (patch instanceof Patch.Pixels ? bytes : 0);
        out += bytes;
      }
    }
    return new MemoryTraffic(in, out);
  }

  private long write(Plane image, List<Patch> ofImage) throws CudaDriverException {
    BatchPlan.Section section = batch.section((long) PATCH_BYTES * ofImage.size());
    ByteBuffer to = section.bytes();
    for (Patch patch : ofImage) {
      Rectangle area = patch.area();
      to.putLong(patch instanceof Patch.Pixels given ? upload(given.pixels()) : 0);
      to.putLong(image.addressOf(area.x(), area.y()));
      to.putInt(image.pitch());
      to.putInt(area.size().width());
      to.putInt(area.size().height());
      to.putInt(patch instanceof Patch.Constant constant ? constant.value() : 0);
      to.putInt(image.type().bytes());
      to.putInt(0);
    }
    return section.address();
  }

  private long upload(HostImage pixels) throws CudaDriverException {
    BatchPlan.Section section = batch.section(pixels.byteSize());
    section.bytes().put(pixels.bytes());
    return section.address();
  }
}
