package dev.xraygpu.bench;

import dev.xraygpu.device.DeviceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Shares numbered pieces of work among threads, as a pass over a dataset does. */
final class Workers {
  private Workers() {}

  /** One worker's way of doing a piece. */
  interface Worker extends AutoCloseable {
    /** Does the piece with that number. */
    Work take(int index) throws Exception;

    /** Ends what is under way and gives everything back. */
    @Override
    default void close() throws DeviceException {}
  }

  /**
   * Does all pieces once. Where a worker fails, the others end after the pieces that they are at,
   * and all are closed before the failure is told.
   *
   * @param workers makes one worker per thread, on that thread
   * @throws DeviceException what a worker throws
   */
  static Work share(int threads, int pieces, Callable<Worker> workers)
      throws InterruptedException, DeviceException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Work>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(() -> work(next, pieces, workers)));
      }
      Work all = Work.NONE;
      Throwable failure = null;
      for (Future<Work> worker : running) {
        try {
          all = all.plus(worker.get());
        } catch (ExecutionException e) {
          failure = failure == null ? e.getCause() : failure;
        }
      }
      if (failure instanceof DeviceException e) {
        throw e;
      } else if (failure != null) {
        throw new IllegalStateException("a measurement failed: " + failure, failure);
      }
      return all;
    } finally {
      next.set(pieces);
      pool.shutdownNow();
    }
  }

  private static Work work(AtomicInteger next, int pieces, Callable<Worker> workers)
      throws Exception {
    Work done = Work.NONE;
    try (Worker worker = workers.call()) {
      for (int i; (i = next.getAndIncrement()) < pieces; ) {
        done = done.plus(worker.take(i));
      }
    } catch (Exception e) {
      next.set(pieces);
      throw e;
    }
    return done;
  }
}
