package dev.xraygpu.cpu;

import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.statistics.ImageCounter;
import dev.xraygpu.statistics.PixelStatistics;
import dev.xraygpu.statistics.PixelSummary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lane whose work is done by the calling thread, in {@link #submit}. */
final class CpuLane implements Lane {
  private final LaneSpecification specification;
  private final CpuPipeline pipeline;
  private final List<Slot> slots = new ArrayList<>();
  private final List<LaneResult> results = new ArrayList<>();
  private final ImageCounter inputCounter = new ImageCounter();
  private final ImageCounter processedCounter = new ImageCounter();
  private int pending;
  private boolean inFlight;
  private @Nullable HostImage reserved;

  CpuLane(LaneSpecification specification) {
    this.specification = specification;
    OpenCvLibrary.ensureLoaded();
    this.pipeline = new CpuPipeline(specification.stages());
    for (int i = 0; i < specification.batch(); i++) {
      slots.add(new Slot());
    }
  }

  /** One image of the batch: memory for its pixels before and after the stages. */
  private static final class Slot implements AutoCloseable {
    final NativeBuffer input = new NativeBuffer();
    final NativeBuffer output = new NativeBuffer();
    @Nullable HostImage image;
    ImagePlan plan = ImagePlan.UNCHANGED;
    boolean counted;

    @Override
    public void close() {
      input.close();
      output.close();
    }
  }

  @Override
  public int pending() {
    return pending;
  }

  @Override
  public boolean full() {
    return pending == specification.batch();
  }

  @Override
  public HostImage reserve(PixelType type, Size size) throws DeviceException {
    if (full()) {
      throw new IllegalStateException("the lane is full: submit it first");
    }
    if (inFlight) {
      throw new IllegalStateException("the lane is in flight: await it first");
    }
    ByteBuffer memory = slots.get(pending).input.ensure(HostImage.bytesFor(type, size));
    HostImage image = new HostImage(type, size, memory);
    reserved = image;
    return image;
  }

  @Override
  public void add(boolean counted, ImagePlan plan) {
    HostImage image = reserved;
    if (image == null) {
      throw new IllegalStateException("nothing is reserved");
    }
    plan.requireFits(image.type(), image.size());
    Slot slot = slots.get(pending);
    slot.image = image;
    slot.plan = plan;
    slot.counted = counted;
    reserved = null;
    pending++;
  }

  @Override
  public ByteBuffer reserveEncoded(int bytes) {
    throw new UnsupportedOperationException("device cpu takes decoded pixels only");
  }

  @Override
  public void addEncoded(ImageHeader header, boolean counted) {
    throw new UnsupportedOperationException("device cpu takes decoded pixels only");
  }

  @Override
  public void submit() throws DeviceException {
    reserved = null;
    if (pending == 0) {
      return;
    }
    inFlight = true;
    for (int i = 0; i < pending; i++) {
      results.add(process(slots.get(i)));
    }
    pending = 0;
  }

  @Override
  public List<LaneResult> await() {
    List<LaneResult> done = List.copyOf(results);
    results.clear();
    inFlight = false;
    return done;
  }

  private LaneResult process(Slot slot) throws DeviceException {
    HostImage input = slot.image;
    if (input == null) {
      throw new IllegalStateException("an image was submitted that was never added");
    }
    PixelSummary summary;
    HostImage output;
    try {
      // Counting yields the summary, too; an image that does not count is only summed up.
      summary = slot.counted ? inputCounter.count(input) : pipeline.summarize(slot.input, input);
      CpuPatches painted = CpuPatches.paint(slot.plan.patches(), input);
      try {
        output = pipeline.run(slot.input, input, slot.plan, slot.output);
      } finally {
        painted.restore();
      }
    } catch (CpuPipeline.StageException e) {
      return new LaneResult.Failed(e.stage(), e.reason());
    }
    boolean counted = slot.counted && !specification.exclusion().excludes(summary);
    if (counted) {
      inputCounter.keep();
      processedCounter.add(output);
    }
    return new LaneResult.Processed(output, summary, counted);
  }

  @Override
  public void drainStatistics(PixelStatistics input, PixelStatistics processed) {
    inputCounter.drainInto(input);
    processedCounter.drainInto(processed);
  }

  @Override
  public void close() {
    slots.forEach(Slot::close);
    pipeline.close();
  }
}
