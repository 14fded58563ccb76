package dev.xraygpu.bench;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads and decodes every file of a dataset, and does nothing with the pixels: what no preparation
 * of the dataset can be faster than on the same threads.
 */
public final class DecodeCeiling {
  private final Dataset dataset;
  private final Decoders decoders;
  private final int threads;
  private final ThreadLocal<ByteBuffer> memory =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(0));

  /** The ceiling of a dataset on so many threads. */
  public DecodeCeiling(Dataset dataset, Decoders decoders, int threads) {
    this.dataset = dataset;
    this.decoders = decoders;
    this.threads = threads;
  }

  /**
   * Decodes all files once.
   *
   * @return number of pixels that were decoded
   */
  public long run() throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit((Callable<Long>) () -> work(next)));
      }
      long pixels = 0;
      for (Future<Long> worker : running) {
        pixels += worker.get();
      }
      return pixels;
    } catch (ExecutionException e) {
      throw new IllegalStateException("decoding failed: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private long work(AtomicInteger next) {
    FileBuffer file = new FileBuffer(DecodeLimits.DEFAULT);
    long pixels = 0;
    for (int i; (i = next.getAndIncrement()) < dataset.samples().size(); ) {
      Sample sample = dataset.samples().get(i);
      if (dataset.rejection(sample).isEmpty()) {
        pixels += decode(sample, file);
      }
    }
    return pixels;
  }

  private long decode(Sample sample, FileBuffer file) {
    try {
      ByteBuffer bytes = file.read(dataset.file(sample));
      ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
      int size = Math.toIntExact(HostImage.bytesFor(header.pixelType(), header.size()));
      ByteBuffer room = memory.get();
      if (room.capacity() < size) {
        room = ByteBuffer.allocateDirect(size + size / 4);
        memory.set(room);
      }
      HostImage target = new HostImage(header.pixelType(), header.size(), room);
      decoders.decode(bytes, header, target, DecodeVerification.QUICK);
      return target.pixelCount();
    } catch (DecodeException e) {
      return 0; // a bad file costs what it costs in the whole job, too
    }
  }
}
