package dev.xraygpu.duplicate;

import java.io.IOException;

/**
 * Compares short {@linkplain DescriptionCoder codes} of all pairs, and descriptions only where the
 * codes do not rule out that one may be among the nearest of the other: one or two pairs of a
 * hundred, and fewer the more samples there are, because their neighbours are nearer then. A part
 * is a block of {@value CodeBlock#SIZE} samples, compared with itself or with one later block.
 */
final class ScreenedPairs implements PairSearch {
  private static final int SIZE = CodeBlock.SIZE;
  // Samples whose codes are read together: few, since every thread has memory for them.
  private static final int AT_ONCE = 128;
  // Of so few samples the rest is not worth the axes; of as many, chosen evenly, they are learned.
  private static final int LEARNED_FROM = 4096;
  // A sample that most others resemble is compared with all of them, which costs less for each.
  private static final int DENSE = SIZE / 6;

  private final Descriptions descriptions;
  private final DescriptionCodes codes;
  private final NearestNeighbours neighbours;
  private final int blocks;

  /**
   * A search.
   *
   * @param codes of all samples; complete
   */
  ScreenedPairs(Descriptions descriptions, DescriptionCodes codes, NearestNeighbours neighbours) {
    this.descriptions = descriptions;
    this.codes = codes;
    this.neighbours = neighbours;
    this.blocks = (descriptions.samples() + SIZE - 1) / SIZE;
  }

  /** The coder that suits some descriptions. */
  static DescriptionCoder learn(Descriptions descriptions) throws IOException {
    DescriptionCoder.Learner learner = new DescriptionCoder.Learner();
    int step = Math.max(1, descriptions.samples() / LEARNED_FROM);
    for (int first = 0; first < descriptions.samples(); first += SIZE) {
      Descriptions.Run run = descriptions.run(first, SIZE);
      for (int i = 0; i < run.size(); i += step) {
        if (run.get(i).length > 0) {
          learner.add(run.get(i));
        }
      }
    }
    return learner.coder();
  }

  @Override
  public int parts() {
    return blocks * (blocks + 1) / 2;
  }

  @Override
  public Searcher searcher() {
    Comparison comparison = new Comparison();
    return part -> {
      // Neighbouring blocks first, all of them, so that every sample knows near ones early.
      int distance = 0;
      int one = part;
      while (one >= blocks - distance) {
        one -= blocks - distance;
        distance++;
      }
      comparison.compare(one, one + distance);
      long samples = descriptions.samples();
      return (int) (samples * (part + 1) / parts() - samples * part / parts());
    };
  }

  /** What a thread needs. */
  private final class Comparison {
    private final short[] someCodes = new short[AT_ONCE * DescriptionCoder.LENGTH];
    private final CodeBlock block = new CodeBlock();
    private final int[] found = new int[SIZE];

    private void compare(int one, int other) throws IOException {
      boolean same = one == other;
      Descriptions.Run ones = descriptions.run(one * SIZE, SIZE);
      Descriptions.Run others = same ? ones : descriptions.run(other * SIZE, SIZE);
      for (int from = 0; from < others.size(); from += AT_ONCE) {
        block.set(from, someCodes, read(others, from));
      }
      block.end(others.size());
      for (int i = 0; i < others.size(); i++) {
        block.setLeast(i, least(others.sample(i)));
      }
      SimilarityBlock[] dense = new SimilarityBlock[SIZE / SimilarityBlock.SIZE];
      for (int i = 0; i < ones.size(); i++) {
        if (i % AT_ONCE == 0) {
          read(ones, i);
        }
        int sample = ones.sample(i);
        int at = i % AT_ONCE * DescriptionCoder.LENGTH;
        int count = block.screen(someCodes, at, least(sample), found);
        int from = same ? i + 1 : 0;
        if (count > DENSE) {
          offerAll(sample, ones.get(i), others, from, dense);
        } else {
          offerFound(sample, ones.get(i), others, from, count);
        }
      }
    }

    // Some codes of a run, as many as are at once in memory or as there are.
    private int read(Descriptions.Run run, int from) throws IOException {
      int count = Math.min(AT_ONCE, run.size() - from);
      codes.read(run.sample(from), count, someCodes);
      return count;
    }

    private int least(int sample) {
      return DescriptionCoder.least(neighbours.threshold(sample), codes.changed());
    }

    private void offerFound(
        int sample, float[] query, Descriptions.Run others, int from, int count) {
      for (int f = 0; f < count; f++) {
        int i = found[f];
        if (i >= from && i < others.size()) {
          float[] description = others.get(i);
          float even = SimilarityBlock.evenPart(query, description);
          float odd = SimilarityBlock.oddPart(query, description);
          SimilarityBlock.offer(sample, others.sample(i), even, odd, neighbours);
        }
      }
    }

    private void offerAll(
        int sample, float[] query, Descriptions.Run others, int from, SimilarityBlock[] dense) {
      for (int i = 0; i < dense.length; i++) {
        int first = i * SimilarityBlock.SIZE;
        if (first < others.size() && from < first + SimilarityBlock.SIZE) {
          SimilarityBlock of = dense[i];
          if (of == null) {
            of = new SimilarityBlock();
            of.set(others, first);
            dense[i] = of;
          }
          of.offer(sample, query, Math.max(0, from - first), neighbours);
        }
      }
    }
  }
}
