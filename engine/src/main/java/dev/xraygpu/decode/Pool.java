package dev.xraygpu.decode;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Objects with tables and buffers that one thread at a time works with: as many as threads ever did
 * at once, kept for the next image. Thread-safe.
 *
 * @param <T> what they are
 */
public final class Pool<T> {
  private final Queue<T> idle = new ConcurrentLinkedQueue<>();
  private final Supplier<T> maker;

  /** An empty pool, and how one more is made. */
  public Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  /** One that nobody else works with until it is {@linkplain #giveBack given back}. */
  public T take() {
    T known = idle.poll();
    return known == null ? maker.get() : known;
  }

  /** Ends the work with one. */
  public void giveBack(T used) {
    idle.add(used);
  }
}
