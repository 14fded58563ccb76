package dev.xraygpu.device;

import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.statistics.PixelStatistics;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One batch in flight on a device, with host and device memory of its own. Used by one thread at a
 * time, in this order, over and over:
 *
 * <ol>
 *   <li>{@link #reserve} host memory, fill it, {@link #add} it: up to {@code batch} images of any
 *       sizes and both pixel types. {@link #reserveEncoded} and {@link #addEncoded} do the same for
 *       formats the device {@linkplain Device#decodes decodes} itself. A reservation that is not
 *       added is replaced by the next one.
 *   <li>{@link #submit} starts the work. It may return before the work is done.
 *   <li>{@link #await} waits for it and returns a result per image in the order they were added.
 * </ol>
 *
 * <p>A bad image is a {@link LaneResult.Failed}; a {@link DeviceException} means that the whole
 * batch is lost and the lane can only be closed. After {@link #await}, the host memory of the batch
 * may be filled again, which ends the life of its results.
 */
public interface Lane extends AutoCloseable {
  /** How many images were added and not submitted yet. */
  int pending();

  /** Whether the next {@link #reserve} needs a {@link #submit} first. */
  boolean full();

  /**
   * Host memory for the decoded pixels of one image: page-locked where the device profits from it.
   * Its content is undefined.
   *
   * @throws DeviceException if there is no memory for it
   * @throws IllegalStateException if the lane is full or in flight
   */
  HostImage reserve(PixelType type, Size size) throws DeviceException;

  /**
   * Adds the image that was reserved last.
   *
   * @param counted whether its pixels, as they came and after the stages, are added to the
   *     statistics, unless the lane's {@linkplain LaneSpecification.Exclusion exclusion} leaves it
   *     out
   * @param plan what was decided for this image; the host memory may be overwritten with its
   *     patches
   * @throws IllegalStateException if nothing is reserved
   * @throws IllegalArgumentException if the plan {@linkplain ImagePlan#requireFits does not fit}
   *     the image; the reservation stands
   */
  void add(boolean counted, ImagePlan plan);

  /**
   * Host memory for the encoded bytes of one image.
   *
   * @throws DeviceException if there is no memory for it
   * @throws UnsupportedOperationException if the device decodes nothing
   */
  ByteBuffer reserveEncoded(int bytes) throws DeviceException;

  /**
   * Adds the encoded bytes that were reserved last, with an {@linkplain ImagePlan#UNCHANGED
   * unchanged} plan: whatever needs a decision about the pixels is decoded on the host.
   *
   * @param header what the probe found in them, so that all sizes are known before the decode
   */
  void addEncoded(ImageHeader header, boolean counted);

  /** Starts the batch. Nothing happens where nothing was added. */
  void submit() throws DeviceException;

  /** Waits for the batch and returns what became of each image, in order. */
  List<LaneResult> await() throws DeviceException;

  /**
   * Adds the histograms of all counted images since the last call to both statistics, and forgets
   * them here. Called while nothing is in flight.
   */
  void drainStatistics(PixelStatistics input, PixelStatistics processed) throws DeviceException;

  /** Gives all memory back. Results of this lane are invalid from now on. */
  @Override
  void close();
}
