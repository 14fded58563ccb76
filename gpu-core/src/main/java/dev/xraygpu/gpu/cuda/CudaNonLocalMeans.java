package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.NonLocalMeans;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@link NonLocalMeans} with {@code non_local_means.cu}. */
record CudaNonLocalMeans(NonLocalMeans stage) implements CudaStage {
  private static final int TASK_BYTES = 64;

  private record Table(long address, int count) {}

  @Override
  public List<Plane> plan(BatchPlan batch, List<Plane> sources) throws CudaDriverException {
    List<Plane> targets = CudaStage.likeSources(batch, sources);
    Map<PixelType, Table> tables = new EnumMap<>(PixelType.class);
    BatchPlan.Section tasks = batch.section((long) TASK_BYTES * sources.size());
    ByteBuffer to = tasks.bytes();
    for (int i = 0; i < sources.size(); i++) {
      Plane source = sources.get(i);
      Table table = tables.get(source.type());
      if (table == null) {
        table = write(batch, NonLocalMeansWeights.of(stage, source.type()));
        tables.put(source.type(), table);
      }
      ImageTask.write(to, source, targets.get(i));
      to.putLong(table.address());
      to.putInt(table.count());
      to.putInt(NonLocalMeansWeights.shift(stage));
      to.putInt(stage.template() / 2);
      to.putInt(stage.search() / 2);
    }
    long tableBytes = 0;
    for (Table table : tables.values()) {
      tableBytes += (long) Integer.BYTES * table.count();
    }
    batch.launch(
        Kernel.NON_LOCAL_MEANS,
        CudaStage.threadPerRows(targets),
        tasks,
        Plane.traffic(sources, targets).plus(new MemoryTraffic(tableBytes, 0)));
    return targets;
  }

  private static Table write(BatchPlan batch, int[] weights) throws CudaDriverException {
    BatchPlan.Section section = batch.section((long) Integer.BYTES * weights.length);
    for (int weight : weights) {
      section.bytes().putInt(weight);
    }
    return new Table(section.address(), weights.length);
  }
}
