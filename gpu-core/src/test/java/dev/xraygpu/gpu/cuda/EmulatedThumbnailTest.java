package dev.xraygpu.gpu.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.DeviceMemory;
import dev.xraygpu.gpu.driver.GpuContext;
import dev.xraygpu.gpu.driver.GpuStream;
import dev.xraygpu.gpu.driver.PinnedMemory;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Thumbnails of an emulated GPU against those of the host: the same values, in one batch. */
class EmulatedThumbnailTest {
  private static final long ARENA_BYTES = 64L << 20;

  @Test
  void valuesEqualTheHosts() throws CudaDriverException {
    if (!EmulatorLibrary.missing().isEmpty()) {
      String reason = "EmulatedThumbnailTest is skipped: " + EmulatorLibrary.missing();
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    List<HostImage> images = images();
    MemoryLayout layout = MemoryLayout.BLOCK_PER_SLICE;
    try (GpuContext context = GpuContext.open(EmulatedDriver.load(), 0);
        Kernels kernels = Kernels.load(context);
        GpuStream stream = context.openStream();
        BatchClock clock = new BatchClock(context, BatchClock.Detail.STEPS);
        Arena<PinnedMemory> host = new Arena<>(context::allocatePinned, layout, ARENA_BYTES);
        Arena<DeviceMemory> device = new Arena<>(stream::allocate, layout, ARENA_BYTES)) {
      BatchPlan batch = new BatchPlan(host, device, kernels, clock, layout);
      List<Plane> planes = new ArrayList<>();
      for (HostImage image : images) {
        BatchPlan.Section section = batch.section(image.byteSize());
        section.bytes().put(image.bytes());
        planes.add(Plane.whole(section.address(), image.size(), image.type()));
      }
      List<Arena.Slice<PinnedMemory>> results = new ArrayList<>();
      for (Plane thumbnail : CudaThumbnails.plan(batch, planes)) {
        Arena.Slice<PinnedMemory> memory = batch.results(thumbnail.bytes());
        batch.download(memory.address(), thumbnail.address(), thumbnail.bytes());
        results.add(memory);
      }
      batch.enqueue(stream);
      stream.synchronize();
      for (int i = 0; i < images.size(); i++) {
        Thumbnail expected = new Thumbnailer().of(images.get(i));
        Arena.Slice<PinnedMemory> memory = results.get(i);
        HostImage actual =
            new HostImage(
                PixelType.U16,
                expected.size(),
                memory.block().view(memory.offset(), memory.bytes()));
        assertThat(SyntheticImages.values(actual)).isEqualTo(expected.values());
      }
    }
  }

  private static List<HostImage> images() {
    Random random = new Random(5);
    List<HostImage> images = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Size size = new Size(1 + random.nextInt(1200), 1 + random.nextInt(i % 4 == 0 ? 3 : 900));
      PixelType type = i % 2 == 0 ? PixelType.U8 : PixelType.U16;
      images.add(
          i % 3 == 0
              ? SyntheticImages.noise(type, size, i)
              : SyntheticImages.smooth(type, size, i));
    }
    return images;
  }
}
