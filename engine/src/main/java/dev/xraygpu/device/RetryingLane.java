package dev.xraygpu.device;

import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.statistics.PixelStatistics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lane that replaces itself by one of a smaller batch when a batch fails, and does that batch
 * again in parts. Nothing is counted twice: a lane does not count a batch that failed, and what it
 * had counted before is taken from it before it is closed.
 */
final class RetryingLane implements Lane {
  private final Device device;
  private final LaneSpecification specification;
  private final PixelStatistics savedInput = new PixelStatistics();
  private final PixelStatistics savedProcessed = new PixelStatistics();
  private final List<Item> batch = new ArrayList<>();
  // Of images of this batch that were done before the rest of it was added.
  private final List<LaneResult> early = new ArrayList<>();
  private Lane lane;
  private int laneBatch;
  private @Nullable HostImage reserved;
  private @Nullable ByteBuffer reservedBytes;
  private @Nullable List<LaneResult> redone;
  private boolean inFlight;
  private boolean closed;

  RetryingLane(Device device, LaneSpecification specification) throws DeviceException {
    this.device = device;
    this.specification = specification;
    this.laneBatch = specification.batch();
    try {
      this.lane = device.openLane(specification);
    } catch (DeviceException e) {
      throw lostOrSame(e);
    }
  }

  private DeviceException lostOrSame(DeviceException failure) {
    return failure.kind() == DeviceException.Kind.LOST
        ? DeviceFailures.lost(device.description(), failure)
        : failure;
  }

  /** Asks a lane for memory. */
  private interface Reservation<T> {
    T of(Lane lane) throws DeviceException;
  }

  /** What was added, to be added again. */
  private sealed interface Item {
    void addTo(Lane lane) throws DeviceException;

    /** The same in memory of its own, before its lane is closed. */
    Item rescued();

    String describe();
  }

  /** An image whose patched areas are kept as they came, since a lane may overwrite its memory. */
  private record Decoded(
      HostImage image, List<PatchedArea> original, boolean counted, ImagePlan plan)
      implements Item {
    @Override
    public void addTo(Lane lane) throws DeviceException {
      HostImage target = lane.reserve(image.type(), image.size());
      target.pixels().duplicate().clear().put(image.bytes());
      lane.add(counted, plan);
    }

    @Override
    public Item rescued() {
      HostImage copy = image.copy();
      original.forEach(area -> area.restore(copy));
      return new Decoded(copy, List.of(), counted, plan);
    }

    @Override
    public String describe() {
      return "an image of " + image.size();
    }
  }

  private record Encoded(ByteBuffer bytes, ImageHeader header, boolean counted) implements Item {
    @Override
    public void addTo(Lane lane) throws DeviceException {
      lane.reserveEncoded(bytes.capacity()).put(0, bytes, 0, bytes.capacity());
      lane.addEncoded(header, counted);
    }

    @Override
    public Item rescued() {
      ByteBuffer copy = ByteBuffer.allocateDirect(bytes.capacity());
      copy.put(0, bytes, 0, bytes.capacity());
      return new Encoded(copy, header, counted);
    }

    @Override
    public String describe() {
      return "an image of " + header.size();
    }
  }

  @Override
  public int pending() {
    return early.size() + lane.pending();
  }

  @Override
  public boolean full() {
    return lane.full();
  }

  @Override
  public HostImage reserve(PixelType type, Size size) throws DeviceException {
    if (inFlight) {
      throw new IllegalStateException("the lane is in flight: await it first");
    }
    HostImage image = reserve(to -> to.reserve(type, size), "an image of " + size);
    reserved = image;
    reservedBytes = null;
    return image;
  }

  @Override
  public void add(boolean counted, ImagePlan plan) {
    HostImage image = reserved;
    if (image == null) {
      throw new IllegalStateException("nothing is reserved");
    }
    plan.requireFits(image.type(), image.size());
    List<PatchedArea> original =
        plan.patches().stream().map(patch -> PatchedArea.of(image, patch.area())).toList();
    lane.add(counted, plan);
    batch.add(new Decoded(image, original, counted, plan));
    reserved = null;
  }

  @Override
  public ByteBuffer reserveEncoded(int bytes) throws DeviceException {
    if (inFlight) {
      throw new IllegalStateException("the lane is in flight: await it first");
    }
    ByteBuffer memory =
        reserve(to -> to.reserveEncoded(bytes), "an encoded image of " + bytes + " bytes");
    reserved = null;
    reservedBytes = memory;
    return memory;
  }

  @Override
  public void addEncoded(ImageHeader header, boolean counted) {
    ByteBuffer bytes = reservedBytes;
    if (bytes == null) {
      throw new IllegalStateException("nothing is reserved");
    }
    lane.addEncoded(header, counted);
    batch.add(new Encoded(bytes, header, counted));
    reservedBytes = null;
  }

  private <T> T reserve(Reservation<T> memory, String what) throws DeviceException {
    try {
      return memory.of(lane);
    } catch (DeviceException e) {
      if (e.kind() != DeviceException.Kind.OUT_OF_MEMORY) {
        throw lostOrSame(e);
      }
      return reserveInSmallerLane(memory, what, e);
    }
  }

  // What was added already is done at once: its memory goes back with the lane.
  private <T> T reserveInSmallerLane(Reservation<T> memory, String what, DeviceException failure)
      throws DeviceException {
    List<Item> left = rescued();
    batch.clear();
    DeviceException last = failure;
    int before = laneBatch;
    for (int size = Math.max(1, before / 2); size >= 1; size /= 2) {
      try {
        replaceLane(size, last);
        redo(left, size, early);
        return memory.of(lane);
      } catch (DeviceException e) {
        if (e.kind() == DeviceException.Kind.LOST) {
          throw DeviceFailures.lost(device.description(), e);
        }
        last = e;
      }
    }
    throw DeviceFailures.evenAlone(device.description(), before, what, last);
  }

  @Override
  public void submit() throws DeviceException {
    reserved = null;
    reservedBytes = null;
    inFlight = pending() > 0;
    try {
      lane.submit();
    } catch (DeviceException e) {
      redone = redo(e);
    }
  }

  @Override
  public List<LaneResult> await() throws DeviceException {
    List<LaneResult> results = redone;
    if (results == null) {
      try {
        results = lane.await();
      } catch (DeviceException e) {
        results = redo(e);
      }
    }
    redone = null;
    inFlight = false;
    batch.clear();
    if (early.isEmpty()) {
      return results;
    }
    List<LaneResult> all = new ArrayList<>(early);
    all.addAll(results);
    early.clear();
    return all;
  }

  private List<LaneResult> redo(DeviceException failure) throws DeviceException {
    if (failure.kind() == DeviceException.Kind.LOST) {
      throw DeviceFailures.lost(device.description(), failure);
    }
    List<Item> left = rescued();
    List<LaneResult> done = new ArrayList<>();
    DeviceException last = failure;
    for (int size = batch.size() / 2; size >= 1; size /= 2) {
      try {
        replaceLane(size, last);
        redo(left, size, done);
        return done;
      } catch (DeviceException e) {
        if (e.kind() == DeviceException.Kind.LOST) {
          throw DeviceFailures.lost(device.description(), e);
        }
        last = e;
      }
    }
    String first = left.isEmpty() ? "a batch" : left.get(0).describe();
    throw DeviceFailures.evenAlone(device.description(), batch.size(), first, last);
  }

  private List<Item> rescued() {
    List<Item> items = new ArrayList<>();
    batch.forEach(item -> items.add(item.rescued()));
    return items;
  }

  // Takes from what is left as it gets done.
  private void redo(List<Item> left, int size, List<LaneResult> done) throws DeviceException {
    while (!left.isEmpty()) {
      int taken = 0;
      // A lane may be full of large images before it has all of its batch.
      while (taken < Math.min(size, left.size()) && !lane.full()) {
        left.get(taken++).addTo(lane);
      }
      lane.submit();
      for (LaneResult result : lane.await()) {
        done.add(kept(result));
      }
      left.subList(0, taken).clear();
    }
  }

  // The old lane's memory is given back first: the new one may need it.
  private void replaceLane(int size, DeviceException failure) throws DeviceException {
    if (!closed) {
      try {
        lane.drainStatistics(savedInput, savedProcessed);
      } catch (DeviceException e) {
        // What it had counted is gone with it, and cannot be counted again.
        e.addSuppressed(failure);
        throw new DeviceException(DeviceException.Kind.LOST, String.valueOf(e.getMessage()), e);
      }
      lane.close();
      closed = true;
    }
    lane =
        device.openLane(
            new LaneSpecification(specification.stages(), size, specification.exclusion()));
    laneBatch = size;
    closed = false;
  }

  private static LaneResult kept(LaneResult result) {
    return result instanceof LaneResult.Processed done
        ? new LaneResult.Processed(done.pixels().copy(), done.input(), done.counted())
        : result;
  }

  @Override
  public void drainStatistics(PixelStatistics input, PixelStatistics processed)
      throws DeviceException {
    try {
      lane.drainStatistics(input, processed);
    } catch (DeviceException e) {
      throw lostOrSame(e);
    }
    input.add(savedInput);
    processed.add(savedProcessed);
    savedInput.clear();
    savedProcessed.clear();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      lane.close();
    }
  }
}
