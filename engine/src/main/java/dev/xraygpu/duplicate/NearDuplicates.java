package dev.xraygpu.duplicate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Finds all pairs of samples that show the same exposure, though their pixels differ: {@linkplain
 * CandidateSearch candidates} by their descriptions, each {@linkplain DetailComparison confirmed}
 * by its details. The result is the same for any number of threads.
 */
public final class NearDuplicates {
  // Candidates that a thread takes at a time: few, since a copy costs most of a millisecond, and a
  // small dataset has only some hundreds to share.
  private static final int CHUNK = 16;
  // Samples whose pairs are held at a time.
  private static final int SAMPLES_AT_ONCE = 4096;

  private NearDuplicates() {}

  /**
   * Two samples that show the same exposure.
   *
   * @param first the smaller ordinal
   * @param second the larger one
   * @param correlation of their finest structure, aligned; negative if one is the other's negative
   * @param mirrored whether left and right are exchanged
   */
  public record Pair(int first, int second, double correlation, boolean mirrored) {}

  /**
   * Searches.
   *
   * @param samples how many samples there are
   * @param searched ordinals of those to compare
   * @param progress hears how many samples are done, and later of how many the neighbours are
   * @return sorted by both ordinals
   * @throws IOException if the signatures cannot be read
   * @throws InterruptedException if the thread was interrupted
   */
  public static List<Pair> find(
      SignatureFile signatures, int samples, BitSet searched, int threads, LongConsumer progress)
      throws IOException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (CandidateSearch search = new CandidateSearch(signatures, samples, searched)) {
      share(workers, threads, search.preparations(), () -> search::prepare);
      share(
          workers,
          threads,
          search.parts(),
          () -> {
            PairSearch.Searcher searcher = search.searcher();
            return part -> progress.accept(searcher.search(part));
          });
      return confirm(workers, signatures, search, samples, threads);
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<Pair> confirm(
      ExecutorService workers,
      SignatureFile signatures,
      CandidateSearch search,
      int samples,
      int threads)
      throws IOException, InterruptedException {
    List<Pair> found = Collections.synchronizedList(new ArrayList<>());
    Queue<PairConfirmation> idle = new ConcurrentLinkedQueue<>();
    for (int first = 0; first < samples; first += SAMPLES_AT_ONCE) {
      long[] candidates = search.pairs(first, Math.min(samples, first + SAMPLES_AT_ONCE));
      share(
          workers,
          threads,
          (candidates.length + CHUNK - 1) / CHUNK,
          () -> {
            PairConfirmation known = idle.poll();
            PairConfirmation confirmation =
                known == null ? new PairConfirmation(signatures) : known;
            return new Part() {
              @Override
              public void run(int chunk) throws IOException {
                int end = Math.min(candidates.length, (chunk + 1) * CHUNK);
                for (int c = chunk * CHUNK; c < end; c++) {
                  confirmation
                      .confirm(candidates[c], search.similarity(candidates[c]))
                      .ifPresent(found::add);
                }
              }

              @Override
              public void end() {
                idle.add(confirmation);
              }
            };
          });
    }
    found.sort(
        Comparator.comparingInt(Pair::first)
            .thenComparingInt(Pair::second)
            .thenComparing(Pair::mirrored));
    return found;
  }

  /** One part of work. */
  private interface Part {
    void run(int number) throws IOException;

    /** Nothing is left to do. */
    default void end() {}
  }

  // Each thread does parts, with what is its own, until there are none left.
  private static void share(ExecutorService workers, int threads, int parts, Supplier<Part> ownPart)
      throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(
          () -> {
            Part part = ownPart.get();
            int number;
            while ((number = next.getAndIncrement()) < parts) {
              part.run(number);
            }
            part.end();
            return null;
          });
    }
    for (Future<Void> task : workers.invokeAll(tasks)) {
      try {
        task.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException io) {
          throw io;
        }
        throw new IllegalStateException("the search for duplicates failed", e.getCause());
      }
    }
  }
}
