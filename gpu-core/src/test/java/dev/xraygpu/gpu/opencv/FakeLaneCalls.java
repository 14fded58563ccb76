package dev.xraygpu.gpu.opencv;

import static dev.xraygpu.gpu.opencv.FakeMemory.each;
import static dev.xraygpu.gpu.opencv.FakeMemory.read;
import static dev.xraygpu.gpu.opencv.FakeMemory.require;
import static dev.xraygpu.gpu.opencv.FakeMemory.write;

import dev.xraygpu.gpu.CudaException;
import dev.xraygpu.gpu.opencv.FakeMemory.Cells;
import dev.xraygpu.gpu.opencv.FakeMemory.FakeHostBlock;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Interpolation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A GPU that is made up: what is put on the stream is done at {@link #await} and not before, so
 * that {@linkplain FakeMemory memory} that is read too early or overwritten too soon gives wrong
 * pixels. Resize, filters and CLAHE stand in for OpenCV's; all else is computed as it should be.
 */
final class FakeLaneCalls implements LaneCalls {
  /** What goes wrong. */
  interface Fault {
    /** A {@link CudaException} or an {@link OpenCvRefusal}, or null. */
    @Nullable Exception at(String call, int nth);
  }

  /** What the lanes of one device did. */
  static final class Machine {
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final List<FakeLaneCalls> lanes = new ArrayList<>();
    final AtomicLong hostBytes = new AtomicLong();
    final AtomicLong deviceBytes = new AtomicLong();
    volatile Fault fault = (call, nth) -> null;
    volatile int lostPixels;
    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized FakeLaneCalls open() {
      FakeLaneCalls lane = new FakeLaneCalls(this, lanes.size());
      lanes.add(lane);
      return lane;
    }

    synchronized @Nullable Exception fault(String call) {
      return fault.at(call, counts.merge(call, 1, Integer::sum));
    }
  }

  private final Machine machine;
  private final int number;
  private final Deque<Runnable> stream = new ArrayDeque<>();
  private final FakeMemory memory;
  private final Map<Integer, Integer> marks = new TreeMap<>();
  private int time;
  boolean closed;

  private FakeLaneCalls(Machine machine, int number) {
    this.machine = machine;
    this.number = number;
    this.memory = new FakeMemory(machine.hostBytes, machine.deviceBytes, stream::isEmpty);
  }

  private void note(String call) throws CudaException {
    machine.log.add(number + " " + call);
    if (machine.fault(call) instanceof CudaException e) {
      throw e;
    }
  }

  private void put(String call, Runnable work) throws CudaException, OpenCvRefusal {
    machine.log.add(number + " " + call);
    Exception fault = machine.fault(call);
    if (fault instanceof CudaException e) {
      throw e;
    } else if (fault instanceof OpenCvRefusal e) {
      throw e;
    }
    stream.add(work);
  }

  private void putWith(String call, HostBlock block, Runnable work)
      throws CudaException, OpenCvRefusal {
    FakeHostBlock used = (FakeHostBlock) block;
    put(
        call,
        () -> {
          work.run();
          used.release();
        });
    used.hold();
  }

  @Override
  public HostBlock allocateHost(long bytes) throws CudaException {
    note("allocateHost");
    return memory.host(bytes);
  }

  @Override
  public DeviceBlock allocateDevice(long bytes) throws CudaException {
    note("allocateDevice");
    return memory.device(bytes);
  }

  @Override
  public void upload(HostPlane from, DevicePlane to) throws CudaException, OpenCvRefusal {
    require(from.size().equals(to.size()) && from.element() == to.element(), "another size");
    Cells target = memory.cells(to);
    ByteBuffer source = from.block().view();
    putWith(
        "upload",
        from.block(),
        () ->
            each(
                target,
                (x, y) ->
                    read(
                        source,
                        from.offset() + (y * to.size().width() + x) * to.element().bytes(),
                        to.element())));
  }

  @Override
  public void download(DevicePlane from, HostPlane to) throws CudaException, OpenCvRefusal {
    require(from.size().equals(to.size()) && from.element() == to.element(), "another size");
    Cells source = memory.cells(from);
    ByteBuffer target = to.block().view();
    putWith(
        "download",
        to.block(),
        () -> {
          for (int y = 0; y < source.size.height(); y++) {
            for (int x = 0; x < source.size.width(); x++) {
              int at = to.offset() + (y * source.size.width() + x) * to.element().bytes();
              write(target, at, to.element(), source.get(x, y));
            }
          }
        });
  }

  @Override
  public void fill(DevicePlane plane, int value) throws CudaException, OpenCvRefusal {
    Cells target = memory.cells(plane);
    put("fill", () -> each(target, (x, y) -> value));
  }

  @Override
  public void copy(DevicePlane from, Rectangle part, DevicePlane to)
      throws CudaException, OpenCvRefusal {
    Cells source = memory.cells(from.part(part));
    Cells target = memory.cells(to);
    put("copy", () -> each(target, source::get));
  }

  @Override
  public void resize(DevicePlane from, DevicePlane to, Interpolation interpolation)
      throws CudaException, OpenCvRefusal {
    Cells source = memory.cells(from);
    Cells target = memory.cells(to);
    double scaleX = (double) source.size.width() / target.size.width();
    double scaleY = (double) source.size.height() / target.size.height();
    put(
        "resize",
        () -> each(target, (x, y) -> sample(source, (x + 0.5) * scaleX, (y + 0.5) * scaleY)));
  }

  private static double sample(Cells source, double x, double y) {
    int left = (int) Math.floor(x - 0.5);
    int top = (int) Math.floor(y - 0.5);
    double fx = x - 0.5 - left;
    double fy = y - 0.5 - top;
    return Math.rint(
        (source.clamped(left, top) * (1 - fx) + source.clamped(left + 1, top) * fx) * (1 - fy)
            + (source.clamped(left, top + 1) * (1 - fx) + source.clamped(left + 1, top + 1) * fx)
                * fy);
  }

  @Override
  public void surround(DevicePlane from, DevicePlane to, int left, int top, Border border)
      throws CudaException, OpenCvRefusal {
    Cells source = memory.cells(from);
    Cells target = memory.cells(to);
    put(
        "surround",
        () ->
            each(
                target,
                (x, y) -> {
                  int sx = x - left;
                  int sy = y - top;
                  boolean inside =
                      sx >= 0 && sy >= 0 && sx < source.size.width() && sy < source.size.height();
                  return inside || border == Border.REPLICATE ? source.clamped(sx, sy) : 0;
                }));
  }

  @Override
  public void extreme(MinMaxProgram.Kind kind, DevicePlane a, DevicePlane b, DevicePlane to)
      throws CudaException, OpenCvRefusal {
    require(a.size().equals(to.size()) && b.size().equals(to.size()), "another size");
    Cells first = memory.cells(a);
    Cells second = memory.cells(b);
    Cells target = memory.cells(to);
    put(
        "extreme",
        () ->
            each(
                target,
                (x, y) ->
                    kind == MinMaxProgram.Kind.MIN
                        ? Math.min(first.get(x, y), second.get(x, y))
                        : Math.max(first.get(x, y), second.get(x, y))));
  }

  @Override
  public void convert(DevicePlane from, DevicePlane to, double factor)
      throws CudaException, OpenCvRefusal {
    Cells source = memory.cells(from);
    Cells target = memory.cells(to);
    put("convert", () -> each(target, (x, y) -> Math.rint(source.get(x, y) * factor)));
  }

  // Stands in: the mean of the pixel and its neighbours, repeated at the edge.
  @Override
  public void bilateral(DevicePlane from, DevicePlane to, BilateralFilter stage)
      throws CudaException, OpenCvRefusal {
    Cells source = memory.cells(from);
    Cells target = memory.cells(to);
    put(
        "bilateral",
        () ->
            each(
                target,
                (x, y) ->
                    Math.rint(
                        (source.get(x, y)
                                + source.clamped(x - 1, y)
                                + source.clamped(x + 1, y)
                                + source.clamped(x, y - 1)
                                + source.clamped(x, y + 1))
                            / 5)));
  }

  // Stands in: brighter by half of what is missing to white.
  @Override
  public void clahe(DevicePlane from, DevicePlane to, Clahe stage)
      throws CudaException, OpenCvRefusal {
    Cells source = memory.cells(from);
    Cells target = memory.cells(to);
    int white = from.element() == Element.U8 ? 255 : 65_535;
    put("clahe", () -> each(target, (x, y) -> white - (int) ((white - source.get(x, y)) / 2)));
  }

  @Override
  public void histogram(DevicePlane from, DevicePlane counts) throws CudaException, OpenCvRefusal {
    Cells source = memory.cells(from);
    Cells target = memory.cells(counts);
    require(counts.size().width() == (from.element() == Element.U8 ? 256 : 65_536), "bins");
    put(
        "histogram",
        () -> {
          each(target, (x, y) -> 0);
          for (int y = 0; y < source.size.height(); y++) {
            for (int x = 0; x < source.size.width(); x++) {
              int value = (int) source.get(x, y);
              target.put(value, 0, target.get(value, 0) + 1);
            }
          }
          target.put(0, 0, target.get(0, 0) - machine.lostPixels);
        });
  }

  @Override
  public void accumulate(DevicePlane counts, DevicePlane scratch, DevicePlane sums)
      throws CudaException, OpenCvRefusal {
    Cells source = memory.cells(counts);
    Cells between = memory.cells(scratch);
    Cells target = memory.cells(sums);
    put(
        "accumulate",
        () -> {
          each(between, source::get);
          each(target, (x, y) -> target.get(x, y) + between.get(x, y));
        });
  }

  @Override
  public void mark(int event) throws CudaException {
    note("mark");
    stream.add(() -> marks.put(event, time++));
  }

  @Override
  public void await() throws CudaException {
    require(!closed, "a closed lane is waited for");
    machine.log.add(number + " await");
    Exception fault = machine.fault("await");
    while (!stream.isEmpty()) {
      stream.remove().run();
    }
    if (fault instanceof CudaException e) {
      throw e;
    }
  }

  @Override
  public double milliseconds(int from, int to) {
    return java.util.Objects.requireNonNull(marks.get(to))
        - java.util.Objects.requireNonNull(marks.get(from));
  }

  @Override
  public void close() {
    require(!closed, "a lane is closed twice");
    require(stream.isEmpty(), "a stream is closed with work in flight");
    closed = true;
  }
}
