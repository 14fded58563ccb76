package dev.xraygpu.duplicate;

import java.io.IOException;
import java.util.BitSet;

/**
 * Descriptions of the samples that are searched, as a {@link MirrorBasis} has them, read from the
 * signatures as often as they are needed. Thread-safe.
 */
final class Descriptions {
  // In a dataset of a few images the mean is mostly one image's own: it counts as much as these.
  private static final int PRIOR = 64;
  private static final int AT_ONCE = 512;
  private static final float[] NONE = {};

  private final SignatureFile signatures;
  private final int samples;
  private final BitSet searched;
  private final MirrorBasis basis;

  /**
   * Descriptions of a file.
   *
   * @param samples how many the file holds
   * @param searched those to compare; samples without a signature are left out, too
   */
  Descriptions(SignatureFile signatures, int samples, BitSet searched) throws IOException {
    this.signatures = signatures;
    this.samples = samples;
    this.searched = searched;
    this.basis = new MirrorBasis(mean());
  }

  private float[] mean() throws IOException {
    MirrorBasis plain = new MirrorBasis(new float[MirrorBasis.HALF]);
    double[] sums = new double[MirrorBasis.HALF];
    double[] even = new double[MirrorBasis.HALF];
    byte[] description = new byte[Signature.DESCRIPTION];
    long count = 0;
    for (int first = 0; first < samples; first += AT_ONCE) {
      int size = Math.min(AT_ONCE, samples - first);
      SignatureFile.Heads heads = signatures.heads(first, size);
      for (int i = 0; i < size; i++) {
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

  /** How many samples there are. */
  int samples() {
    return samples;
  }

  /**
   * A run of samples whose descriptions are made when they are asked for, once. Not thread-safe.
   */
  final class Run {
    private final int first;
    private final SignatureFile.Heads heads;
    private final float[][] made;
    private final byte[] description = new byte[Signature.DESCRIPTION];

    private Run(int first, int count) throws IOException {
      this.first = first;
      this.heads = signatures.heads(first, count);
      this.made = new float[count][];
    }

    /** How many samples it has. */
    int size() {
      return made.length;
    }

    /** The sample at a place of the run. */
    int sample(int index) {
      return first + index;
    }

    /** Its description of length 1; without any values where there is none. Not a copy. */
    float[] get(int index) {
      float[] result = made[index];
      if (result == null) {
        result = NONE;
        if (searched.get(first + index) && heads.described(index)) {
          heads.description(index, description);
          result = new float[Signature.DESCRIPTION];
          basis.transform(description, result);
        }
        made[index] = result;
      }
      return result;
    }
  }

  /**
   * A run of samples.
   *
   * @param most how many, or as many as there are
   */
  Run run(int first, int most) throws IOException {
    return new Run(first, Math.min(most, samples - first));
  }
}
