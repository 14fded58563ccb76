package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.LaunchShape;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Clahe;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** {@link Clahe} with {@code clahe.cu}. */
record CudaClahe(Clahe stage) implements CudaStage {
  private static final int TASK_BYTES = 80;

  /**
   * Tables of 16-bit images are 256 KiB a tile. They are made for as many images at a time as fit
   * in here, one group after the other in the same memory.
   */
  private static final long TABLE_BYTES_AT_ONCE = 128L << 20;

  /** Pixels of a tile from which on a block of threads is worth more than a warp. */
  private static final int SMALL_TILE = 64 * 64;

  @Override
  public List<Plane> plan(BatchPlan batch, List<Plane> sources) throws CudaDriverException {
    List<Plane> targets = CudaStage.likeSources(batch, sources);
    for (PixelType type : PixelType.values()) {
      List<Plane> from = new ArrayList<>();
      List<Plane> to = new ArrayList<>();
      for (int i = 0; i < sources.size(); i++) {
        if (sources.get(i).type() == type) {
          from.add(sources.get(i));
          to.add(targets.get(i));
        }
      }
      planGroups(batch, type, from, to);
    }
    return targets;
  }

  private void planGroups(BatchPlan batch, PixelType type, List<Plane> from, List<Plane> to)
      throws CudaDriverException {
    if (from.isEmpty()) {
      return;
    }
    // 8 bit: a byte per entry. 16 bit: counters of 32 bits become the table in place.
    long bytesPerImage = stage.tiles().area() * type.bins() * (type == PixelType.U8 ? 1 : 4);
    int atOnce = (int) Math.min(from.size(), Math.max(1, TABLE_BYTES_AT_ONCE / bytesPerImage));
    long tables = batch.scratch(bytesPerImage * atOnce);
    for (int first = 0; first < from.size(); first += atOnce) {
      int end = Math.min(from.size(), first + atOnce);
      planGroup(batch, type, from.subList(first, end), to.subList(first, end), tables);
    }
  }

  private void planGroup(
      BatchPlan batch, PixelType type, List<Plane> sources, List<Plane> targets, long tables)
      throws CudaDriverException {
    int tiles = (int) stage.tiles().area();
    long bytesPerImage = (long) tiles * type.bins() * (type == PixelType.U8 ? 1 : 4);
    BatchPlan.Section tasks = batch.section((long) TASK_BYTES * sources.size());
    for (int i = 0; i < sources.size(); i++) {
      writeTask(tasks.bytes(), sources.get(i), targets.get(i), tables + i * bytesPerImage);
    }
    LaunchShape blockPerTile = LaunchShape.blocks(tiles, sources.size());
    long tableBytes = bytesPerImage * sources.size();
    MemoryTraffic pixels = Plane.traffic(sources, targets);
    if (type == PixelType.U8) {
      boolean small = sources.stream().allMatch(s -> tileOf(s.size()).area() <= SMALL_TILE);
      batch.launch(
          small ? Kernel.CLAHE_TABLES_8_BY_WARP : Kernel.CLAHE_TABLES_8,
          small ? LaunchShape.warps(tiles, sources.size()) : blockPerTile,
          tasks,
          new MemoryTraffic(pixels.in(), tableBytes));
    } else {
      batch.zero(tables, tableBytes);
      // A counter of 4 bytes for each pixel of 2, where all of a tile's pixels differ.
      batch.launch(
          Kernel.CLAHE_HISTOGRAM_16,
          blockPerTile,
          tasks,
          new MemoryTraffic(pixels.in(), Math.min(2 * pixels.in(), tableBytes)));
      batch.launch(
          Kernel.CLAHE_TABLES_16, blockPerTile, tasks, new MemoryTraffic(tableBytes, tableBytes));
    }
    // Of a 16-bit image's tables, the four entries of each pixel.
    long lookedUp = type == PixelType.U8 ? tableBytes : Math.min(tableBytes, 8 * pixels.in());
    batch.launch(
        Kernel.CLAHE_INTERPOLATE,
        CudaStage.threadPerQuad(targets),
        tasks,
        pixels.plus(new MemoryTraffic(lookedUp, 0)));
  }

  private void writeTask(ByteBuffer to, Plane source, Plane target, long tables) {
    Size tile = tileOf(source.size());
    int tileArea = Math.toIntExact(tile.area());
    ImageTask.write(to, source, target);
    to.putLong(tables);
    to.putInt(stage.tiles().width());
    to.putInt(stage.tiles().height());
    to.putInt(tile.width());
    to.putInt(tile.height());
    to.putInt(Math.max(1, (int) (stage.clipLimit() * tileArea / source.type().bins())));
    to.putFloat((float) source.type().maxValue() / tileArea);
    to.putFloat(1f / tile.width());
    to.putFloat(1f / tile.height());
  }

  private Size tileOf(Size image) {
    int across = stage.tiles().width();
    int down = stage.tiles().height();
    boolean divides = image.width() % across == 0 && image.height() % down == 0;
    // Both sides grow if either has to, so one that divides grows by a whole count of tiles.
    int width = divides ? image.width() : image.width() + across - image.width() % across;
    int height = divides ? image.height() : image.height() + down - image.height() % down;
    return new Size(width / across, height / down);
  }
}
