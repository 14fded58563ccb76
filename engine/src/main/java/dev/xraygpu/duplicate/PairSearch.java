package dev.xraygpu.duplicate;

import java.io.IOException;

/**
 * Offers every sample's most similar ones to its {@link NearestNeighbours}; whoever does it, the
 * neighbours are the same in the end, to the last bit. In parts that any thread may do, in any
 * order.
 */
interface PairSearch {
  /** How many parts the search has. */
  int parts();

  /** What does parts of the search, with memory of its own: one per thread. */
  Searcher searcher();

  /** Does parts of a search, in any order. Not thread-safe. */
  interface Searcher {
    /**
     * Does one part.
     *
     * @return the part's share of the work, in samples; all shares add up to all samples
     */
    int search(int part) throws IOException;
  }
}
