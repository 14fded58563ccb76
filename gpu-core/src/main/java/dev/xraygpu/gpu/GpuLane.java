package dev.xraygpu.gpu;

import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Lane;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What lanes on a GPU have in common: the order of calls that {@link Lane} prescribes, and a bound
 * on the bytes of a batch. Where images lie and what is done to them is the subclass's.
 */
public abstract class GpuLane implements Lane {
  /**
   * A lane is full when it holds this much, even if it has fewer images than its batch: large
   * images need no large batch to keep a GPU busy, and memory stays bounded.
   */
  protected static final long BATCH_BYTES = 64L << 20;

  private final String device;
  private final int batch;
  private long pendingBytes;
  private @Nullable HostImage reserved;
  private boolean closed;

  /**
   * A lane.
   *
   * @param device its name, for messages
   * @param batch images in a batch, at least 1
   */
  protected GpuLane(String device, int batch) {
    this.device = device;
    this.batch = batch;
  }

  /** Whether a batch was submitted and not awaited. */
  protected abstract boolean inFlight();

  /**
   * Page-locked memory for one more image. What was reserved before and not added is given up.
   *
   * @throws DeviceException if there is no more
   */
  protected abstract HostImage reserveHost(PixelType type, Size size) throws DeviceException;

  /** Takes the image of the last {@link #reserveHost} into the batch. */
  protected abstract void take(HostImage image, boolean counted, ImagePlan plan);

  /**
   * Uploads the batch and waits for it. From then on the lane serves {@link #computeKept} alone.
   */
  protected abstract void keep() throws DeviceException;

  /** Puts histograms and stages of the batch that was kept on the stream, once more. */
  protected abstract void computeKept() throws DeviceException;

  /** Waits for what {@link #computeKept} put on the stream. */
  protected abstract void awaitKept() throws DeviceException;

  /** Waits for what is in flight and gives all memory back; called once. */
  protected abstract void release();

  @Override
  public final boolean full() {
    return pending() == batch || pendingBytes >= BATCH_BYTES;
  }

  @Override
  public final HostImage reserve(PixelType type, Size size) throws DeviceException {
    if (full()) {
      throw new IllegalStateException("the lane is full: submit it first");
    }
    if (inFlight()) {
      throw new IllegalStateException("the lane is in flight: await it first");
    }
    reserved = null;
    HostImage image = reserveHost(type, size);
    reserved = image;
    return image;
  }

  @Override
  public final void add(boolean counted, ImagePlan plan) {
    HostImage image = reserved;
    if (image == null) {
      throw new IllegalStateException("nothing is reserved");
    }
    plan.requireFits(image.type(), image.size());
    take(image, counted, plan);
    pendingBytes += image.byteSize();
    reserved = null;
  }

  /** Gives up what is reserved and not added. */
  protected final void forgetReserved() {
    reserved = null;
  }

  /** The batch has left; the next one begins empty. */
  protected final void beginBatch() {
    pendingBytes = 0;
  }

  @Override
  public final ByteBuffer reserveEncoded(int bytes) {
    throw decodedOnly();
  }

  @Override
  public final void addEncoded(ImageHeader header, boolean counted) {
    throw decodedOnly();
  }

  private UnsupportedOperationException decodedOnly() {
    return new UnsupportedOperationException("device " + device + " takes decoded pixels only");
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      release();
    }
  }
}
