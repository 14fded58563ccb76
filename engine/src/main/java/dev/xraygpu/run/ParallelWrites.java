package dev.xraygpu.run;

import dev.xraygpu.failure.MemoryExhausted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs writes on some threads, with a short queue so that nothing piles up in memory. */
final class ParallelWrites implements AutoCloseable {
  private static final int QUEUE_PER_THREAD = 32;

  /** One write, with memory that its thread reuses. */
  interface Write {
    /** Writes; returns the memory for the next write, the same or a larger one. */
    ByteBuffer run(ByteBuffer memory) throws IOException;
  }

  private static final Write END =
      memory -> {
        throw new IllegalStateException("the end is not written");
      };

  private final BlockingQueue<Write> queue;
  private final ExecutorService threads;
  private final List<Future<?>> running = new ArrayList<>();

  ParallelWrites(int count) {
    queue = new ArrayBlockingQueue<>(QUEUE_PER_THREAD * count);
    threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      running.add(threads.submit(this::work));
    }
    threads.shutdown();
  }

  private Void work() throws IOException, InterruptedException {
    ByteBuffer memory = ByteBuffer.allocateDirect(0);
    Write write;
    while ((write = queue.take()) != END) {
      memory = write.run(memory);
    }
    return null;
  }

  /**
   * Queues a write; waits while the queue is full.
   *
   * @throws IOException if an earlier write failed
   */
  void submit(Write write) throws IOException {
    try {
      while (!queue.offer(write, 100, TimeUnit.MILLISECONDS)) {
        throwIfFailed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  // A thread that ended before its end mark has failed.
  private void throwIfFailed() throws IOException {
    for (Future<?> thread : running) {
      if (thread.isDone()) {
        get(thread);
      }
    }
  }

  /** Waits for all writes. */
  void await() throws IOException {
    for (int i = 0; i < running.size(); i++) {
      submit(END);
    }
    for (Future<?> thread : running) {
      get(thread);
    }
  }

  private static void get(Future<?> thread) throws IOException {
    try {
      thread.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof OutOfMemoryError memory) {
        throw new IOException(
            "out of memory while writing; use fewer --threads, or "
                + MemoryExhausted.remedy(memory),
            memory);
      }
      throw new IOException("internal error: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * Stops what is not done, and waits for the writes that have begun: their files are closed next.
   */
  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = false;
    while (true) {
      try {
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
