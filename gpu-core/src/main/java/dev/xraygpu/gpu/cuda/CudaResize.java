package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.gpu.cuda.ResizeTables.Axis;
import dev.xraygpu.gpu.cuda.ResizeTables.Ramp;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.LaunchShape;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.Resize;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** {@link Resize} with {@code resize_linear.cu} and {@code resize_area.cu}. */
record CudaResize(Resize stage) implements CudaStage {
  private static final int TASK_BYTES = 96;

  @Override
  public List<Plane> plan(BatchPlan batch, List<Plane> sources) throws CudaDriverException {
    List<Plane> targets = new ArrayList<>();
    List<Plane> shrinking = new ArrayList<>();
    List<Plane> shrunk = new ArrayList<>();
    List<Plane> others = new ArrayList<>();
    List<Plane> otherTargets = new ArrayList<>();
    for (Plane source : sources) {
      Plane target = batch.plane(source.type(), stage.target());
      targets.add(target);
      boolean area = byArea(source.size());
      (area ? shrinking : others).add(source);
      (area ? shrunk : otherTargets).add(target);
    }
    ResizeTables tables = new ResizeTables(batch);
    if (!shrinking.isEmpty()) {
      launch(batch, tables, Kernel.RESIZE_AREA, shrinking, shrunk);
    }
    if (!others.isEmpty()) {
      launch(batch, tables, Kernel.RESIZE_LINEAR, others, otherTargets);
    }
    return targets;
  }

  /** Where a side grows, area interpolation is linear with other positions. */
  private boolean byArea(Size source) {
    Size content = placement(source).content();
    return stage.interpolation() == Interpolation.AREA
        && source.width() >= content.width()
        && source.height() >= content.height();
  }

  private Placement placement(Size source) {
    return stage.place(Rectangle.whole(source));
  }

  private void launch(
      BatchPlan batch, ResizeTables tables, Kernel kernel, List<Plane> sources, List<Plane> targets)
      throws CudaDriverException {
    BatchPlan.Section tasks = batch.section((long) TASK_BYTES * sources.size());
    long before = tables.bytes();
    for (int i = 0; i < sources.size(); i++) {
      writeTask(tasks.bytes(), tables, sources.get(i), targets.get(i));
    }
    MemoryTraffic traffic = new MemoryTraffic(tables.bytes() - before, 0);
    for (int i = 0; i < sources.size(); i++) {
      traffic = traffic.plus(new MemoryTraffic(bytesRead(sources.get(i)), targets.get(i).bytes()));
    }
    LaunchShape shape =
        kernel == Kernel.RESIZE_LINEAR
            ? CudaStage.threadPerRows(targets)
            : CudaStage.threadPerPixel(targets);
    batch.launch(kernel, shape, tasks, traffic);
  }

  /**
   * All of the source by area; by linear interpolation at most two rows for each row of content.
   */
  private long bytesRead(Plane source) {
    Size from = source.size();
    if (byArea(from)) {
      return source.bytes();
    }
    long rows = Math.min(from.height(), 2L * placement(from).content().height());
    return rows * from.width() * source.type().bytes();
  }

  private void writeTask(ByteBuffer to, ResizeTables tables, Plane source, Plane target)
      throws CudaDriverException {
    Size from = source.size();
    Placement placement = placement(from);
    Size content = placement.content();
    ImageTask.write(to, source, target);
    to.putInt(placement.padLeft());
    to.putInt(placement.padTop());
    to.putInt(content.width());
    to.putInt(content.height());
    boolean whole = from.width() % content.width() == 0 && from.height() % content.height() == 0;
    int across = whole ? from.width() / content.width() : 0;
    int down = whole ? from.height() / content.height() : 0;
    boolean halved = across == 2 && down == 2;
    long columns = 0;
    long rows = 0;
    long columnParts = 0;
    long rowParts = 0;
    if (byArea(from)) {
      if (!whole) {
        ResizeTables.AreaAddresses ofColumns = tables.area(from.width(), content.width());
        ResizeTables.AreaAddresses ofRows = tables.area(from.height(), content.height());
        columns = ofColumns.spans();
        columnParts = ofColumns.parts();
        rows = ofRows.spans();
        rowParts = ofRows.parts();
      }
    } else if (!halved) {
      Ramp ramp = stage.interpolation() == Interpolation.LINEAR ? Ramp.CENTRED : Ramp.GROWING;
      PixelType type = source.type();
      columns = tables.linear(from.width(), content.width(), Axis.COLUMNS, ramp, type);
      rows = tables.linear(from.height(), content.height(), Axis.ROWS, ramp, type);
    }
    to.putLong(columns);
    to.putLong(rows);
    to.putInt(across);
    to.putInt(down);
    to.putLong(columnParts);
    to.putLong(rowParts);
  }
}
