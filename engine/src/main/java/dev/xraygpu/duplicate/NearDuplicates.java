package dev.xraygpu.duplicate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Finds all pairs of samples that show the same exposure, though their pixels differ: {@linkplain
 * CandidateSearch candidates} by their descriptions, each {@linkplain DetailComparison confirmed}
 * by its details. The result is the same for any number of threads.
 */
public final class NearDuplicates {
  // Candidates that a thread takes at a time: few, since a copy costs most of a millisecond, and a
  // small dataset has only some hundreds to share.
  private static final int CHUNK = 16;

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
    try {
      CandidateSearch search = new CandidateSearch(signatures, samples, searched);
      AtomicInteger nextPart = new AtomicInteger();
      List<Callable<Void>> searches = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        searches.add(
            () -> {
              int part;
              while ((part = nextPart.getAndIncrement()) < search.parts()) {
                search.search(part);
                int done = Math.min(samples, (part + 1) * SimilarityBlock.SIZE);
                progress.accept(done - (long) part * SimilarityBlock.SIZE);
              }
              return null;
            });
      }
      runAll(workers, searches);
      return confirm(workers, signatures, search, threads);
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<Pair> confirm(
      ExecutorService workers, SignatureFile signatures, CandidateSearch search, int threads)
      throws IOException, InterruptedException {
    long[] candidates = search.pairs();
    int chunks = (candidates.length + CHUNK - 1) / CHUNK;
    List<List<Pair>> found = new ArrayList<>();
    for (int i = 0; i < chunks; i++) {
      found.add(new ArrayList<>(0));
    }
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> confirmations = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      confirmations.add(
          () -> {
            PairConfirmation confirmation = new PairConfirmation(signatures);
            int chunk;
            while ((chunk = next.getAndIncrement()) < chunks) {
              int end = Math.min(candidates.length, (chunk + 1) * CHUNK);
              for (int c = chunk * CHUNK; c < end; c++) {
                confirmation
                    .confirm(candidates[c], search.similarity(candidates[c]))
                    .ifPresent(found.get(chunk)::add);
              }
            }
            return null;
          });
    }
    runAll(workers, confirmations);
    List<Pair> pairs = new ArrayList<>();
    found.forEach(pairs::addAll);
    return pairs;
  }

  private static void runAll(ExecutorService workers, List<Callable<Void>> tasks)
      throws IOException, InterruptedException {
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
