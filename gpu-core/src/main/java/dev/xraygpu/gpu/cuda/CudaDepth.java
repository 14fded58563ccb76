package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.LaunchShape;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.Depth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link Depth} by table, with {@code normalize.cu}: a pixel has only so many values. */
record CudaDepth(Depth stage) implements CudaStage {
  /** Bytes of {@code NormalizeTask}. */
  private static final int TASK_BYTES = 40;

  private static final int U16_PER_U8 = 257;

  /** Pixels that a block of 256 threads takes before the next one begins. */
  private static final long PIXELS_PER_BLOCK = 8 * 256;

  private static final long MOST_BLOCKS_PER_IMAGE = 1024;

  @Override
  public List<Plane> plan(BatchPlan batch, List<Plane> images) throws CudaDriverException {
    // Rows without gaps, which a part of a larger image has not: the kernel reads them so, and what
    // a stage gives back is so.
    boolean gaps = images.stream().anyMatch(plane -> plane.pitch() != plane.size().width());
    List<Plane> sources = gaps ? new CudaCrop().plan(batch, images) : images;
    int changing = (int) sources.stream().filter(s -> s.type() != stage.type()).count();
    if (changing == 0) {
      return sources;
    }
    Map<PixelType, Long> tables = new EnumMap<>(PixelType.class);
    BatchPlan.Section tasks = batch.section((long) TASK_BYTES * changing);
    List<Plane> results = new ArrayList<>();
    long most = 1;
    for (Plane from : sources) {
      if (from.type() == stage.type()) {
        results.add(from);
        continue;
      }
      Plane to = batch.plane(stage.type(), from.size());
      Long table = tables.get(from.type());
      if (table == null) {
        table = table(batch, from.type());
        tables.put(from.type(), table);
      }
      tasks.bytes().putLong(from.address());
      tasks.bytes().putLong(to.address());
      tasks.bytes().putLong(table);
      tasks.bytes().putLong(from.size().area());
      tasks.bytes().putInt(from.type().bytes());
      tasks.bytes().putInt(to.type().bytes());
      most = Math.max(most, from.size().area());
      results.add(to);
    }
    long blocks = (most + PIXELS_PER_BLOCK - 1) / PIXELS_PER_BLOCK;
    batch.launch(
        Kernel.NORMALIZE,
        LaunchShape.blocks((int) Math.min(MOST_BLOCKS_PER_IMAGE, blocks), changing),
        tasks,
        traffic(sources, results, tables.keySet()));
    return results;
  }

  /** Pixels of the other depth in, of this one out; a table for each depth that occurs in. */
  private MemoryTraffic traffic(List<Plane> sources, List<Plane> results, Set<PixelType> tables) {
    MemoryTraffic traffic = MemoryTraffic.NONE;
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).type() != stage.type()) {
        traffic = traffic.plus(new MemoryTraffic(sources.get(i).bytes(), results.get(i).bytes()));
      }
    }
    for (PixelType from : tables) {
      traffic = traffic.plus(new MemoryTraffic((long) from.bins() * stage.type().bytes(), 0));
    }
    return traffic;
  }

  private long table(BatchPlan batch, PixelType from) throws CudaDriverException {
    BatchPlan.Section table = batch.section((long) from.bins() * stage.type().bytes());
    for (int value = 0; value < from.bins(); value++) {
      if (stage.type() == PixelType.U8) {
        table.bytes().put(value, (byte) ((value + U16_PER_U8 / 2) / U16_PER_U8));
      } else {
        table.bytes().putChar(2 * value, (char) (value * U16_PER_U8));
      }
    }
    return table.address();
  }
}
