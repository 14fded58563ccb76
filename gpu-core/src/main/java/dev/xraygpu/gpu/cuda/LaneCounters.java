package dev.xraygpu.gpu.cuda;

import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.device.MemoryTraffic;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.driver.DeviceMemory;
import dev.xraygpu.gpu.driver.GpuContext;
import dev.xraygpu.gpu.driver.GpuStream;
import dev.xraygpu.gpu.driver.LaunchShape;
import dev.xraygpu.gpu.driver.PinnedMemory;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.statistics.Histogram;
import dev.xraygpu.statistics.PixelStatistics;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The histograms that a lane keeps on the device over all its batches, and the summaries of one
 * batch: {@code histogram.cu}. Read back only when the statistics are drained.
 */
final class LaneCounters implements AutoCloseable {
  /** Bytes of a {@code Summary}. */
  static final int SUMMARY_BYTES = 16;

  private static final int TASK_BYTES = 80;
  private static final int PIXELS_PER_BLOCK = 32_768;
  private static final int MOST_BLOCKS_PER_IMAGE = 64;

  /** One 64-bit count per value of both types, the 8-bit ones first. */
  private static final long TOTALS_BYTES =
      (long) Long.BYTES * (PixelType.U8.bins() + PixelType.U16.bins());

  private final GpuStream stream;
  private final Exclusion exclusion;
  private final DeviceMemory input;
  private final DeviceMemory processed;
  // Kept, because taking and giving back page-locked memory makes all lanes of a GPU wait.
  private final PinnedMemory readBack;

  private LaneCounters(
      GpuStream stream,
      Exclusion exclusion,
      DeviceMemory input,
      DeviceMemory processed,
      PinnedMemory readBack) {
    this.stream = stream;
    this.exclusion = exclusion;
    this.input = input;
    this.processed = processed;
    this.readBack = readBack;
  }

  /** Takes the counters' memory and sets them to zero. */
  static LaneCounters open(GpuContext context, GpuStream stream, Exclusion exclusion)
      throws CudaDriverException {
    DeviceMemory input = stream.allocate(TOTALS_BYTES);
    try {
      DeviceMemory processed = stream.allocate(TOTALS_BYTES);
      try {
        PinnedMemory readBack = context.allocatePinned(2 * TOTALS_BYTES);
        LaneCounters counters = new LaneCounters(stream, exclusion, input, processed, readBack);
        try {
          counters.clear();
        } catch (CudaDriverException e) {
          readBack.close();
          throw e;
        }
        return counters;
      } catch (CudaDriverException e) {
        processed.close();
        throw e;
      }
    } catch (CudaDriverException e) {
      input.close();
      throw e;
    }
  }

  private void clear() throws CudaDriverException {
    stream.fill(input.address(), (byte) 0, TOTALS_BYTES);
    stream.fill(processed.address(), (byte) 0, TOTALS_BYTES);
  }

  /**
   * Plans the histograms of the images as they came, and their summaries.
   *
   * @param wanted whether each image should count, unless it is excluded
   * @return device address of one summary per image
   */
  long planInput(BatchPlan batch, List<Plane> images, List<Boolean> wanted)
      throws CudaDriverException {
    long countsBytes = 0;
    for (Plane image : images) {
      countsBytes += countsBytes(image);
    }
    long counts = batch.scratch(countsBytes);
    batch.zero(counts, countsBytes);
    long summaries = batch.scratch((long) SUMMARY_BYTES * images.size());
    BatchPlan.Section tasks = batch.section((long) TASK_BYTES * images.size());
    long own = counts;
    for (int i = 0; i < images.size(); i++) {
      Plane image = images.get(i);
      long summary = summaries + (long) SUMMARY_BYTES * i;
      writeTask(tasks.bytes(), image, own, input, summary, wanted.get(i));
      own += countsBytes(image);
    }
    batch.launch(Kernel.INPUT_HISTOGRAM, shape(images), tasks, inputTraffic(images));
    batch.launch(
        Kernel.SUMMARIZE,
        LaunchShape.blocks(1, images.size()),
        tasks,
        summaryTraffic(images, wanted));
    return summaries;
  }

  /** Plans the histograms of the results of the images that count. */
  void planProcessed(BatchPlan batch, List<Plane> results, List<Boolean> wanted, long summaries)
      throws CudaDriverException {
    BatchPlan.Section tasks = batch.section((long) TASK_BYTES * results.size());
    for (int i = 0; i < results.size(); i++) {
      writeTask(
          tasks.bytes(), results.get(i), 0, processed, summaries + (long) SUMMARY_BYTES * i, true);
    }
    batch.launch(
        Kernel.PROCESSED_HISTOGRAM, shape(results), tasks, processedTraffic(results, wanted));
  }

  /** A counter of 4 bytes is touched for each value that may occur. */
  private static MemoryTraffic inputTraffic(List<Plane> images) {
    long in = 0;
    long out = 0;
    for (Plane image : images) {
      in += image.bytes();
      out += Integer.BYTES * Math.min(image.size().area(), image.type().bins());
    }
    return new MemoryTraffic(in, out);
  }

  /** Of images that should count, as if none of them was excluded. */
  private static MemoryTraffic summaryTraffic(List<Plane> images, List<Boolean> wanted) {
    long in = images.stream().mapToLong(LaneCounters::countsBytes).sum();
    long summaries = (long) SUMMARY_BYTES * images.size();
    return new MemoryTraffic(in, summaries + totalsBytes(images, wanted));
  }

  private static MemoryTraffic processedTraffic(List<Plane> results, List<Boolean> wanted) {
    long in = (long) SUMMARY_BYTES * results.size();
    for (int i = 0; i < results.size(); i++) {
      in += wanted.get(i) ? results.get(i).bytes() : 0;
    }
    return new MemoryTraffic(in, totalsBytes(results, wanted));
  }

  /** The lane's counters, which all images of a batch share, are written back once. */
  private static long totalsBytes(List<Plane> images, List<Boolean> wanted) {
    long bytes = 0;
    for (PixelType type : PixelType.values()) {
      long pixels = 0;
      for (int i = 0; i < images.size(); i++) {
        boolean counts = wanted.get(i) && images.get(i).type() == type;
        pixels += counts ? images.get(i).size().area() : 0;
      }
      bytes += Long.BYTES * Math.min(pixels, type.bins());
    }
    return bytes;
  }

  private static long countsBytes(Plane image) {
    return (long) Integer.BYTES * image.type().bins();
  }

  private static LaunchShape shape(List<Plane> images) {
    long most = 1;
    for (Plane image : images) {
      most = Math.max(most, image.size().area());
    }
    long blocks = (most + PIXELS_PER_BLOCK - 1) / PIXELS_PER_BLOCK;
    return LaunchShape.blocks((int) Math.min(MOST_BLOCKS_PER_IMAGE, blocks), images.size());
  }

  private void writeTask(
      ByteBuffer to, Plane image, long counts, DeviceMemory totals, long summary, boolean wanted) {
    ImageTask.write(to, image, image);
    to.putLong(counts);
    to.putLong(totals.address() + offset(image.type()));
    to.putLong(summary);
    to.putDouble(exclusion.meanUnder());
    to.putInt(exclusion.constant() ? 1 : 0);
    to.putInt(wanted ? 1 : 0);
  }

  private static long offset(PixelType type) {
    return type == PixelType.U8 ? 0 : (long) Long.BYTES * PixelType.U8.bins();
  }

  /** Adds all counts to both statistics and sets them to zero. Waits for the device. */
  void drain(PixelStatistics inputTarget, PixelStatistics processedTarget)
      throws CudaDriverException {
    stream.copyToHost(readBack.address(), input.address(), TOTALS_BYTES);
    stream.copyToHost(readBack.address() + TOTALS_BYTES, processed.address(), TOTALS_BYTES);
    clear();
    stream.synchronize();
    add(readBack.view(0, TOTALS_BYTES), inputTarget);
    add(readBack.view(TOTALS_BYTES, TOTALS_BYTES), processedTarget);
  }

  private static void add(ByteBuffer counts, PixelStatistics target) {
    for (PixelType type : PixelType.values()) {
      Histogram histogram = target.histogram(type);
      for (int value = 0; value < type.bins(); value++) {
        histogram.add(value, counts.getLong());
      }
    }
  }

  /** Gives all memory back. Nothing may be under way on the stream. */
  @Override
  public void close() {
    input.close();
    processed.close();
    readBack.close();
  }
}
