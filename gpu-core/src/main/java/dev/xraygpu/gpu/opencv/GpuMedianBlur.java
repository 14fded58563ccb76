package dev.xraygpu.gpu.opencv;

import dev.xraygpu.gpu.opencv.MinMaxProgram.Operand;
import dev.xraygpu.gpu.opencv.MinMaxProgram.Source;
import dev.xraygpu.gpu.opencv.MinMaxProgram.Step;
import dev.xraygpu.gpu.opencv.MinMaxProgram.Value;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The median by minima and maxima, because OpenCV's own {@code cuda::createMedianFilter} clips its
 * window at the border, works on the default stream and allocates at every call.
 *
 * @param program what is compared with what
 */
record GpuMedianBlur(MinMaxProgram program) implements GpuStage {
  @Override
  public DevicePlane plan(DevicePlane from, BatchPlan.OfImage batch) {
    int reach = program.kernel() / 2;
    Size size = from.size();
    DevicePlane result = batch.plane(from.element(), size);
    long before = batch.position();
    Size surrounded = new Size(size.width() + 2 * reach, size.height() + 2 * reach);
    DevicePlane source = batch.plane(from.element(), surrounded);
    batch.call(calls -> calls.surround(from, source, reach, reach, LaneCalls.Border.REPLICATE));
    new Run(source, result, batch).plan(program);
    batch.release(before);
    return result;
  }

  /** One image's way through the program; planes whose value is not read again are reused. */
  private static final class Run {
    private final DevicePlane source;
    private final DevicePlane result;
    private final BatchPlan.OfImage batch;
    private final Deque<DevicePlane> free = new ArrayDeque<>();
    private final List<@Nullable DevicePlane> values = new ArrayList<>();

    Run(DevicePlane source, DevicePlane result, BatchPlan.OfImage batch) {
      this.source = source;
      this.result = result;
      this.batch = batch;
    }

    void plan(MinMaxProgram program) {
      int[] lastUses = program.lastUses();
      for (int i = 0; i < program.steps().size(); i++) {
        Step step = program.steps().get(i);
        int width = step.wide() ? source.size().width() : result.size().width();
        Size size = new Size(width, result.size().height());
        DevicePlane a = view(step.a(), size);
        DevicePlane b = view(step.b(), size);
        boolean last = i == program.steps().size() - 1;
        DevicePlane to = last ? result : take(size);
        values.add(to);
        batch.call(calls -> calls.extreme(step.kind(), a, b, to));
        for (int v = 0; v < i; v++) {
          DevicePlane done = values.get(v);
          if (lastUses[v] == i && done != null) {
            free.push(done);
            values.set(v, null);
          }
        }
      }
    }

    private DevicePlane view(Operand operand, Size size) {
      if (operand instanceof Source shifted) {
        return source.part(new Rectangle(0, shifted.row(), size));
      }
      Value value = (Value) operand;
      DevicePlane plane = java.util.Objects.requireNonNull(values.get(value.step()));
      return plane.part(new Rectangle(value.column(), 0, size));
    }

    // All scratch planes are as wide as the surrounded image, so that any of them serves any step.
    private DevicePlane take(Size size) {
      DevicePlane plane =
          free.isEmpty()
              ? batch.plane(source.element(), new Size(source.size().width(), size.height()))
              : free.pop();
      return new DevicePlane(plane.memory(), plane.offset(), plane.element(), size, plane.pitch());
    }
  }
}
