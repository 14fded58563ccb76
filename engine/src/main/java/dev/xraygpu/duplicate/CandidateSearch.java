package dev.xraygpu.duplicate;

import java.io.Closeable;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pairs of samples that are worth a closer look: the nearest neighbours by description.
 * Of a few samples {@linkplain AllPairs all pairs} are compared, of more only those that
 * {@linkplain ScreenedPairs a screening} leaves; both find the same. Time still grows with the
 * square of the samples, at a small rate; memory with the threads and, by 64 bytes, with the
 * samples. The result does not depend on the number of threads.
 */
final class CandidateSearch implements Closeable {
  // The descriptions of copies of radiographs have a product of 0.5 to 1, mostly over 0.8.
  private static final float LEAST = 0.45f;
  // Among fewer the nearest are not near enough, and the axes take longer than they save.
  private static final int FEWEST_SCREENED = 20_000;
  private static final int RUN = CodeBlock.SIZE;

  private final Descriptions descriptions;
  private final NearestNeighbours neighbours;
  private final PairSearch pairs;
  private final @Nullable DescriptionCodes codes;
  private final @Nullable DescriptionCoder coder;

  /**
   * A search, to be {@linkplain #prepare prepared}.
   *
   * @param samples how many the file holds
   * @param searched the samples to compare; those without a signature are left out
   */
  CandidateSearch(SignatureFile signatures, int samples, BitSet searched) throws IOException {
    this(signatures, samples, searched, FEWEST_SCREENED);
  }

  /**
   * A search.
   *
   * @param fewestScreened samples from which on pairs are screened; it changes only the time
   */
  CandidateSearch(SignatureFile signatures, int samples, BitSet searched, int fewestScreened)
      throws IOException {
    this.descriptions = new Descriptions(signatures, samples, searched);
    this.neighbours = new NearestNeighbours(samples, LEAST, signatures::sameFile);
    if (samples < fewestScreened) {
      this.codes = null;
      this.coder = null;
      this.pairs = new AllPairs(descriptions, neighbours);
    } else {
      this.coder = ScreenedPairs.learn(descriptions);
      this.codes = new DescriptionCodes(signatures.folder());
      this.pairs = new ScreenedPairs(descriptions, codes, neighbours);
    }
  }

  /** How many parts the preparation has. */
  int preparations() {
    return codes == null ? 0 : (descriptions.samples() + RUN - 1) / RUN;
  }

  /** Does one part of the preparation. Thread-safe, in any order. */
  void prepare(int part) throws IOException {
    if (codes != null && coder != null) {
      codes.write(coder, descriptions.run(part * RUN, RUN));
    }
  }

  /** How many parts the search has, all of them after the preparation. */
  int parts() {
    return pairs.parts();
  }

  /** What does parts of the search: one per thread. */
  PairSearch.Searcher searcher() {
    return pairs.searcher();
  }

  /** Some pairs, once all parts are searched: see {@link NearestNeighbours#pairs}. */
  long[] pairs(int first, int end) {
    return neighbours.pairs(first, end);
  }

  /** How similar a pair is by its descriptions, from 0.45 to 1. */
  float similarity(long pair) {
    return neighbours.similarity(pair);
  }

  @Override
  public void close() throws IOException {
    if (codes != null) {
      codes.close();
    }
  }
}
