package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.gpu.GpuLane;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.DeviceMemory;
import dev.xraygpu.gpu.driver.GpuContext;
import dev.xraygpu.gpu.driver.GpuStream;
import dev.xraygpu.gpu.driver.PinnedMemory;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.statistics.PixelStatistics;
import dev.xraygpu.statistics.PixelSummary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lane with a stream of its own. {@link #submit} puts a batch's copies and kernels on the stream
 * and returns; {@link #await} waits for them.
 */
final class CudaLane extends GpuLane {
  private static final long KEPT_BYTES = 4 * BATCH_BYTES;

  private final LaneSpecification specification;
  private final CudaDevice device;
  private final GpuStream stream;
  private final Arena<PinnedMemory> hostMemory;
  private final Arena<DeviceMemory> deviceMemory;
  private final LaneCounters counters;
  private final BatchClock clock;
  private final List<CudaStage> stages = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private Arena.@Nullable Slice<PinnedMemory> reserved;
  private @Nullable Flight flight;
  private @Nullable BatchPlan kept;
  private long countedImages;

  private record Entry(
      HostImage image, Arena.Slice<PinnedMemory> memory, boolean counted, ImagePlan plan) {}

  /** A batch that was submitted. */
  private record Flight(
      List<Entry> entries, List<HostImage> results, Arena.Slice<PinnedMemory> summaries) {}

  /** Takes the stream and all memory that does not depend on images. */
  CudaLane(CudaDevice device, LaneSpecification specification) throws CudaDriverException {
    super(CudaDeviceProvider.NAME, specification.batch());
    this.device = device;
    this.specification = specification;
    specification.stages().forEach(stage -> stages.add(CudaStage.of(stage).orElseThrow()));
    GpuContext context = device.context();
    this.stream = context.openStream();
    this.hostMemory = new Arena<>(context::allocatePinned, device.layout(), KEPT_BYTES);
    this.clock = new BatchClock(context, device.detail());
    this.deviceMemory = new Arena<>(stream::allocate, device.layout(), KEPT_BYTES);
    try {
      this.counters = LaneCounters.open(context, stream, specification.exclusion());
    } catch (CudaDriverException e) {
      stream.close();
      throw e;
    }
  }

  @Override
  public int pending() {
    return entries.size();
  }

  @Override
  protected boolean inFlight() {
    return flight != null;
  }

  @Override
  protected HostImage reserveHost(PixelType type, Size size) throws DeviceException {
    if (entries.isEmpty()) {
      hostMemory.reset();
    } else if (reserved != null) {
      hostMemory.undo(reserved);
    }
    reserved = null;
    long bytes = HostImage.bytesFor(type, size);
    try {
      Arena.Slice<PinnedMemory> memory = hostMemory.allocate(bytes);
      reserved = memory;
      return new HostImage(type, size, memory.block().view(memory.offset(), bytes));
    } catch (CudaDriverException e) {
      throw device.hostMemoryFailure(bytes, e);
    }
  }

  @Override
  protected void take(HostImage image, boolean counted, ImagePlan plan) {
    entries.add(new Entry(image, Objects.requireNonNull(reserved), counted, plan));
    reserved = null;
  }

  @Override
  public void submit() throws DeviceException {
    forgetReserved();
    reserved = null;
    if (entries.isEmpty()) {
      return;
    }
    int images = entries.size();
    BatchPlan batch;
    try {
      deviceMemory.reset();
      batch = new BatchPlan(hostMemory, deviceMemory, device.kernels(), clock, device.layout());
      flight = plan(batch);
    } catch (CudaDriverException e) {
      // Nothing has begun, so nothing was counted: a smaller batch may be tried.
      throw device.failure("a batch of " + images + " images", e);
    }
    entries.clear();
    beginBatch();
    try {
      batch.enqueue(stream);
    } catch (CudaDriverException e) {
      throw device.lost("a batch of " + images + " images", e);
    }
  }

  @Override
  protected void keep() throws DeviceException {
    forgetReserved();
    reserved = null;
    int images = entries.size();
    try {
      deviceMemory.reset();
      BatchPlan batch =
          new BatchPlan(hostMemory, deviceMemory, device.kernels(), clock, device.layout());
      plan(batch);
      batch.upload(stream);
      stream.synchronize();
      kept = batch;
    } catch (CudaDriverException e) {
      throw device.failure("a batch of " + images + " images", e);
    }
    entries.clear();
    beginBatch();
  }

  @Override
  protected void computeKept() throws DeviceException {
    try {
      Objects.requireNonNull(kept).compute(stream);
    } catch (CudaDriverException e) {
      throw device.lost("stages alone", e);
    }
  }

  @Override
  protected void awaitKept() throws DeviceException {
    try {
      stream.synchronize();
    } catch (CudaDriverException e) {
      throw device.lost("stages alone", e);
    }
  }

  private Flight plan(BatchPlan batch) throws CudaDriverException {
    List<Plane> inputs = new ArrayList<>();
    List<Boolean> wanted = new ArrayList<>();
    for (Entry entry : entries) {
      Plane plane = batch.plane(entry.image().type(), entry.image().size());
      batch.upload(plane.address(), entry.memory().address(), plane.bytes());
      inputs.add(plane);
      wanted.add(entry.counted());
    }
    batch.endOf("upload");
    long summaries = counters.planInput(batch, inputs, wanted);
    batch.endOf("input histogram");
    List<Plane> planes = planInput(batch, inputs);
    batch.endOf("patches and crop");
    for (int i = 0; i < stages.size(); i++) {
      planes = stages.get(i).plan(batch, planes);
      batch.endOf(specification.stages().get(i).name());
    }
    counters.planProcessed(batch, planes, wanted, summaries);
    batch.endOf("processed histogram");
    List<HostImage> results = new ArrayList<>();
    for (Plane plane : planes) {
      Arena.Slice<PinnedMemory> memory = batch.results(plane.bytes());
      batch.download(memory.address(), plane.address(), plane.bytes());
      results.add(
          new HostImage(
              plane.type(), plane.size(), memory.block().view(memory.offset(), plane.bytes())));
    }
    long summaryBytes = (long) LaneCounters.SUMMARY_BYTES * entries.size();
    Arena.Slice<PinnedMemory> hostSummaries = batch.results(summaryBytes);
    batch.download(hostSummaries.address(), summaries, summaryBytes);
    return new Flight(List.copyOf(entries), results, hostSummaries);
  }

  /** Patches and crops, after the histograms of the images as they came. */
  private List<Plane> planInput(BatchPlan batch, List<Plane> inputs) throws CudaDriverException {
    InputPatches patches = new InputPatches(batch);
    List<Plane> kept = new ArrayList<>();
    boolean cropped = false;
    for (int i = 0; i < inputs.size(); i++) {
      Plane input = inputs.get(i);
      ImagePlan plan = entries.get(i).plan();
      patches.add(input, plan.patches());
      Plane part = input.part(plan.kept(input.size()));
      cropped |= !part.size().equals(input.size());
      kept.add(part);
    }
    patches.plan();
    // A stage reads a part of an image in place; results have no gaps between their rows.
    return stages.isEmpty() && cropped ? new CudaCrop().plan(batch, kept) : kept;
  }

  @Override
  public List<LaneResult> await() throws DeviceException {
    Flight done = flight;
    if (done == null) {
      return List.of();
    }
    try {
      stream.synchronize();
      clock.addTo(device.times(), device.kernelTimes(), done.entries().size());
    } catch (CudaDriverException e) {
      throw device.lost("a batch of " + done.entries().size() + " images", e);
    }
    flight = null;
    Arena.Slice<PinnedMemory> memory = done.summaries();
    ByteBuffer summaries = memory.block().view(memory.offset(), memory.bytes());
    List<LaneResult> results = new ArrayList<>();
    for (int i = 0; i < done.entries().size(); i++) {
      HostImage input = done.entries().get(i).image();
      long sum = summaries.getLong();
      boolean constant = summaries.getInt() != 0;
      boolean counted = summaries.getInt() != 0;
      countedImages += counted ? 1 : 0;
      PixelSummary summary = new PixelSummary(input.type(), input.size().area(), sum, constant);
      results.add(new LaneResult.Processed(done.results().get(i), summary, counted));
    }
    return results;
  }

  @Override
  public void drainStatistics(PixelStatistics input, PixelStatistics processed)
      throws DeviceException {
    try {
      counters.drain(input, processed);
    } catch (CudaDriverException e) {
      throw device.lost("reading the statistics", e);
    }
    input.addImages(countedImages);
    processed.addImages(countedImages);
    countedImages = 0;
  }

  @Override
  protected void release() {
    try {
      // What is in flight still reads and writes the memory.
      stream.synchronize();
    } catch (CudaDriverException e) {
      // The failure was reported by await, or nobody asks for the batch any more.
    }
    counters.close();
    deviceMemory.close();
    clock.close();
    stream.close();
    hostMemory.close();
  }
}
