package dev.xraygpu.duplicate;

import java.io.IOException;
import java.util.BitSet;

/**
 * Finds the pairs of samples that are worth a closer look: the nearest neighbours by description.
 * Compares every description with every other one, a block of {@value SimilarityBlock#SIZE} at a
 * time, and reads them from the file as often as they are needed: time grows with the square of the
 * samples, memory with the threads and, by 64 bytes, with the samples. The result does not depend
 * on the number of threads.
 */
final class CandidateSearch {
  // The descriptions of copies of radiographs have a product of 0.5 to 1, mostly over 0.8.
  private static final float LEAST = 0.45f;
  // In a dataset of a few images the mean is mostly one image's own: it counts as much as these.
  private static final int PRIOR = 64;
  private static final int SIZE = SimilarityBlock.SIZE;

  private final SignatureFile signatures;
  private final int samples;
  private final BitSet searched;
  private final MirrorBasis basis;
  private final NearestNeighbours neighbours;

  /**
   * A search.
   *
   * @param samples how many the file holds
   * @param searched the samples to compare; those without a signature are left out
   */
  CandidateSearch(SignatureFile signatures, int samples, BitSet searched) throws IOException {
    this.signatures = signatures;
    this.samples = samples;
    this.searched = searched;
    this.basis = new MirrorBasis(mean());
    this.neighbours = new NearestNeighbours(samples, LEAST);
  }

  private float[] mean() throws IOException {
    MirrorBasis plain = new MirrorBasis(new float[MirrorBasis.HALF]);
    double[] sums = new double[MirrorBasis.HALF];
    double[] even = new double[MirrorBasis.HALF];
    byte[] description = new byte[Signature.DESCRIPTION];
    long count = 0;
    for (int first = 0; first < samples; first += SIZE) {
      SignatureFile.Heads heads = signatures.heads(first, Math.min(SIZE, samples - first));
      for (int i = 0; i < Math.min(SIZE, samples - first); i++) {
        if (searched.get(first + i) && heads.described(i)) {
          heads.description(i, description);
          plain.even(description, even);
          for (int k = 0; k < sums.length; k++) {
            sums[k] += even[k];
          }
          count++;
        }
      }
    }
    float[] mean = new float[sums.length];
    for (int k = 0; k < mean.length; k++) {
      mean[k] = (float) (sums[k] / (count + PRIOR));
    }
    return mean;
  }

  /** How many parts the search has. */
  int parts() {
    return (samples + SIZE - 1) / SIZE;
  }

  /** Compares one block with itself and all later ones. Thread-safe, in any order. */
  void search(int part) throws IOException {
    float[][] queries = transformed(part);
    SimilarityBlock block = new SimilarityBlock();
    float[] similarities = new float[SIZE];
    float[] mirrored = new float[SIZE];
    float[] zero = new float[Signature.DESCRIPTION];
    for (int other = part; other < parts(); other++) {
      float[][] descriptions = other == part ? queries : transformed(other);
      for (int i = 0; i < SIZE; i++) {
        float[] description = i < descriptions.length ? descriptions[i] : zero;
        block.set(i, description.length == 0 ? zero : description);
      }
      for (int i = 0; i < queries.length; i++) {
        if (queries[i].length > 0) {
          block.compare(queries[i], similarities, mirrored);
          int from = other == part ? i + 1 : 0;
          take(part * SIZE + i, other * SIZE, from, descriptions.length, similarities, mirrored);
        }
      }
    }
  }

  // Descriptions of a block; empty where there is none.
  private float[][] transformed(int part) throws IOException {
    int first = part * SIZE;
    int count = Math.min(SIZE, samples - first);
    SignatureFile.Heads heads = signatures.heads(first, count);
    byte[] description = new byte[Signature.DESCRIPTION];
    float[][] result = new float[count][];
    for (int i = 0; i < count; i++) {
      boolean used = searched.get(first + i) && heads.described(i);
      result[i] = new float[used ? Signature.DESCRIPTION : 0];
      if (used) {
        heads.description(i, description);
        basis.transform(description, result[i]);
      }
    }
    return result;
  }

  private void take(
      int sample, int first, int from, int to, float[] similarities, float[] mirrored) {
    for (int i = from; i < to; i++) {
      float similarity = similarities[i];
      if (similarity > LEAST) {
        int flag = mirrored[i] < 0 ? 1 : 0;
        if (similarity >= neighbours.threshold(sample)) {
          neighbours.offer(sample, (first + i) << 1 | flag, similarity);
        }
        if (similarity >= neighbours.threshold(first + i)) {
          neighbours.offer(first + i, sample << 1 | flag, similarity);
        }
      }
    }
  }

  /** The pairs, once all parts are searched: see {@link NearestNeighbours#pairs}. */
  long[] pairs() {
    return neighbours.pairs();
  }

  /** How similar a pair is by its descriptions, from 0.45 to 1. */
  float similarity(long pair) {
    return neighbours.similarity(pair);
  }
}
