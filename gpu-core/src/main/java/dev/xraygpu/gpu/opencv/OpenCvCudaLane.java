package dev.xraygpu.gpu.opencv;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.gpu.CudaException;
import dev.xraygpu.gpu.GpuLane;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.statistics.PixelStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lane with a stream of its own. {@link #submit} puts uploads, stages and downloads of a batch on
 * the stream and returns; {@link #await} waits for them, and puts the batch's histograms on the
 * stream to be added to the run's: which images count follows from their own pixels.
 */
final class OpenCvCudaLane extends GpuLane {
  private final LaneSpecification specification;
  private final OpenCvCudaDevice device;
  private final LaneCalls calls;
  private final DeviceArena arena = new DeviceArena();
  private final RunCounts counts;
  private final StageClock clock;
  private final List<Slot> slots = new ArrayList<>();
  private int pending;
  private @Nullable BatchWork inFlight;
  private @Nullable BatchWork kept;

  /** Host memory of one image of a batch. */
  static final class Slot implements AutoCloseable {
    final HostMemory input = new HostMemory();
    final HostMemory patches = new HostMemory();
    final HostMemory output = new HostMemory();
    final HostMemory histogram = new HostMemory();
    @Nullable HostImage image;
    ImagePlan plan = ImagePlan.UNCHANGED;
    boolean counted;

    @Override
    public void close() {
      input.close();
      patches.close();
      output.close();
      histogram.close();
    }
  }

  OpenCvCudaLane(OpenCvCudaDevice device, LaneCalls calls, LaneSpecification specification)
      throws CudaException {
    super(OpenCvCudaDeviceProvider.NAME, specification.batch());
    this.device = device;
    this.calls = calls;
    this.specification = specification;
    this.counts = new RunCounts(calls);
    this.clock = new StageClock(device.times());
    for (int i = 0; i < specification.batch(); i++) {
      slots.add(new Slot());
    }
  }

  @Override
  public int pending() {
    return pending;
  }

  @Override
  protected boolean inFlight() {
    return inFlight != null;
  }

  @Override
  protected HostImage reserveHost(PixelType type, Size size) throws DeviceException {
    long bytes = HostImage.bytesFor(type, size);
    try {
      return new HostImage(type, size, slots.get(pending).input.ensure(calls, bytes).view());
    } catch (CudaException e) {
      throw device.failure(
          "taking page-locked memory of this machine for an image of " + bytes + " bytes", e);
    }
  }

  @Override
  protected void take(HostImage image, boolean counted, ImagePlan plan) {
    Slot slot = slots.get(pending);
    slot.image = image;
    slot.plan = plan;
    slot.counted = counted;
    pending++;
  }

  @Override
  public void submit() throws DeviceException {
    forgetReserved();
    if (pending == 0) {
      return;
    }
    int images = pending;
    try {
      BatchWork work = takeBatch();
      inFlight = work;
      work.put();
    } catch (CudaException e) {
      throw device.failure("a batch of " + images, e);
    }
  }

  /** The batch that is pending; the next one begins empty. */
  private BatchWork takeBatch() throws CudaException {
    List<Slot> taken = slots.subList(0, pending);
    pending = 0;
    beginBatch();
    return new BatchWork(calls, arena, specification, taken, clock);
  }

  @Override
  protected void keep() throws DeviceException {
    forgetReserved();
    int images = pending;
    try {
      BatchWork work = takeBatch();
      kept = work;
      work.upload();
      calls.await();
    } catch (CudaException e) {
      throw device.failure("a batch of " + images, e);
    }
  }

  @Override
  protected void computeKept() throws DeviceException {
    try {
      Objects.requireNonNull(kept).compute();
    } catch (CudaException e) {
      throw device.failure("stages alone", e);
    }
  }

  @Override
  protected void awaitKept() throws DeviceException {
    try {
      calls.await();
    } catch (CudaException e) {
      throw device.failure("stages alone", e);
    }
  }

  @Override
  public List<LaneResult> await() throws DeviceException {
    BatchWork work = inFlight;
    if (work == null) {
      return List.of();
    }
    List<LaneResult> results;
    try {
      results = work.finish();
    } catch (CudaException e) {
      throw device.failure("a batch of " + work.images(), e);
    }
    inFlight = null;
    try {
      work.count(results, counts);
    } catch (CudaException e) {
      throw device.lost("counting a batch of " + work.images(), e);
    }
    return results;
  }

  @Override
  public void drainStatistics(PixelStatistics input, PixelStatistics processed)
      throws DeviceException {
    try {
      counts.drain(input, processed);
    } catch (CudaException e) {
      throw device.failure("reading the statistics", e);
    }
  }

  @Override
  protected void release() {
    try {
      // What is in flight still reads and writes the memory.
      calls.await();
    } catch (CudaException e) {
      // It was reported by await, or nobody asks for the batch any more.
    }
    counts.close();
    arena.close();
    slots.forEach(Slot::close);
    calls.close();
  }
}
