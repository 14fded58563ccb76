package dev.xraygpu.duplicate;

import java.io.IOException;

/**
 * Compares every description with every other one, a block of {@value SimilarityBlock#SIZE} at a
 * time. A part is one block, compared with itself and all later ones.
 */
final class AllPairs implements PairSearch {
  private static final int SIZE = SimilarityBlock.SIZE;

  private final Descriptions descriptions;
  private final NearestNeighbours neighbours;

  AllPairs(Descriptions descriptions, NearestNeighbours neighbours) {
    this.descriptions = descriptions;
    this.neighbours = neighbours;
  }

  @Override
  public int parts() {
    return (descriptions.samples() + SIZE - 1) / SIZE;
  }

  @Override
  public Searcher searcher() {
    SimilarityBlock block = new SimilarityBlock();
    return part -> search(part, block);
  }

  private int search(int part, SimilarityBlock block) throws IOException {
    Descriptions.Run queries = descriptions.run(part * SIZE, SIZE);
    for (int other = part; other < parts(); other++) {
      Descriptions.Run run = other == part ? queries : descriptions.run(other * SIZE, SIZE);
      block.set(run, 0);
      for (int i = 0; i < queries.size(); i++) {
        float[] query = queries.get(i);
        if (query.length > 0) {
          block.offer(queries.sample(i), query, other == part ? i + 1 : 0, neighbours);
        }
      }
    }
    return queries.size();
  }
}
