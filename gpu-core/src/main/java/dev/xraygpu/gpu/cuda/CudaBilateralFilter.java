package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.LaunchShape;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.weights.BilateralTables;
import dev.xraygpu.weights.BilateralTables.Tap;
import java.nio.ByteBuffer;
import java.util.List;

/** {@link BilateralFilter} with {@code bilateral.cu}. */
record CudaBilateralFilter(BilateralFilter stage) implements CudaStage {
  private static final int TASK_BYTES = 88;

  /** Bytes of a {@code Tap}. */
  private static final int TAP_BYTES = 8;

  /** Entries of a 16-bit image's colour table. */
  private static final int COLORS_16 = 4096 + 2;

  private static final int BLOCKS_FOR_RANGE = 16;

  @Override
  public List<Plane> plan(BatchPlan batch, List<Plane> sources) throws CudaDriverException {
    if (BilateralTables.changesNothing(stage)) {
      return new CudaCrop().plan(batch, sources);
    }
    List<Plane> targets = CudaStage.likeSources(batch, sources);
    List<Tap> taps8 = BilateralTables.taps(stage, PixelType.U8);
    List<Tap> taps16 = BilateralTables.taps(stage, PixelType.U16);
    long natural8 = write(batch, taps8);
    long vector8 = write(batch, BilateralTables.inVectorOrder(taps8));
    long natural16 = write(batch, taps16);
    float[] colors = BilateralTables.colors(stage);
    BatchPlan.Section colors8 = batch.section((long) Float.BYTES * colors.length);
    for (float color : colors) {
      colors8.bytes().putFloat(color);
    }
    BatchPlan.Section tasks = batch.section((long) TASK_BYTES * sources.size());
    ByteBuffer to = tasks.bytes();
    boolean any16 = false;
    for (int i = 0; i < sources.size(); i++) {
      ImageTask.write(to, sources.get(i), targets.get(i));
      boolean u8 = sources.get(i).type() == PixelType.U8;
      any16 |= !u8;
      to.putLong(u8 ? vector8 : natural16);
      to.putLong(u8 ? natural8 : natural16);
      to.putLong(u8 ? colors8.address() : batch.scratch((long) Float.BYTES * COLORS_16));
      to.putLong(u8 ? 0 : emptyRange(batch));
      to.putDouble(BilateralTables.perColor16(stage));
      to.putInt(u8 ? taps8.size() : taps16.size());
      to.putInt(0);
    }
    LaunchShape pixels = CudaStage.threadPerPixel(targets);
    // The same taps in two orders, and one colour table, for all 8-bit images.
    long tables8 = 2L * TAP_BYTES * taps8.size() + (long) Float.BYTES * colors.length;
    batch.launch(Kernel.BILATERAL_8, pixels, tasks, traffic(sources, PixelType.U8, tables8));
    if (any16) {
      List<Plane> deep = sources.stream().filter(s -> s.type() == PixelType.U16).toList();
      long range = 2L * Integer.BYTES * deep.size();
      long colorBytes = (long) Float.BYTES * COLORS_16 * deep.size();
      long pixelBytes = deep.stream().mapToLong(Plane::bytes).sum();
      batch.launch(
          Kernel.BILATERAL_RANGE,
          LaunchShape.blocks(BLOCKS_FOR_RANGE, sources.size()),
          tasks,
          new MemoryTraffic(pixelBytes, range));
      batch.launch(
          Kernel.BILATERAL_COLORS,
          LaunchShape.blocks(COLORS_16 / 256 + 1, sources.size()),
          tasks,
          new MemoryTraffic(range, colorBytes));
      long tables16 = (long) TAP_BYTES * taps16.size() + range + colorBytes;
      batch.launch(Kernel.BILATERAL_16, pixels, tasks, traffic(sources, PixelType.U16, tables16));
    }
    return targets;
  }

  /** Pixels of one type in and out, and tables in. */
  private static MemoryTraffic traffic(List<Plane> sources, PixelType type, long tableBytes) {
    List<Plane> planes = sources.stream().filter(source -> source.type() == type).toList();
    return planes.isEmpty()
        ? MemoryTraffic.NONE
        : Plane.traffic(planes, planes).plus(new MemoryTraffic(tableBytes, 0));
  }

  private static long write(BatchPlan batch, List<Tap> taps) throws CudaDriverException {
    BatchPlan.Section section = batch.section((long) TAP_BYTES * taps.size());
    for (Tap tap : taps) {
      section.bytes().putShort((short) tap.dx());
      section.bytes().putShort((short) tap.dy());
      section.bytes().putFloat(tap.weight());
    }
    return section.address();
  }

  private static long emptyRange(BatchPlan batch) throws CudaDriverException {
    BatchPlan.Section section = batch.section(2L * Integer.BYTES);
    section.bytes().putInt(-1);
    section.bytes().putInt(0);
    return section.address();
  }
}
