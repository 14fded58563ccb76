package dev.xraygpu.duplicate;

import java.io.IOException;
import java.util.Optional;

/** Confirms candidates by their details. Not thread-safe: one per thread. */
public final class PairConfirmation {
  private final SignatureFile signatures;
  private final DetailComparison comparison = new DetailComparison();
  private final short[] coarse = new short[CoarseDetail.QUARTER_VALUES];
  private final byte[] firstDetail = new byte[Signature.DETAIL];
  private final byte[] secondDetail = new byte[Signature.DETAIL];
  // Pairs come in the order of their first samples: each is read once, and whole only if it must
  // be.
  private int first = -1;
  private boolean isWhole;

  /** A confirmation by the signatures in a file. */
  public PairConfirmation(SignatureFile signatures) {
    this.signatures = signatures;
  }

  /**
   * A candidate as {@link NearestNeighbours#pairs} has it, if it shows the same exposure.
   *
   * @param similarity of the descriptions
   */
  Optional<NearDuplicates.Pair> confirm(long candidate, double similarity) throws IOException {
    int one = (int) (candidate >>> 32);
    int other = (int) candidate >> 1;
    boolean mirrored = (candidate & 1) != 0;
    Agreement agreement = compare(one, other, mirrored, similarity);
    return agreement.sameExposure()
        ? Optional.of(new NearDuplicates.Pair(one, other, agreement.correlation(), mirrored))
        : Optional.empty();
  }

  /**
   * Compares two samples, and one with the other's mirror image, and takes what fits better.
   *
   * @return the pair, whether or not it is one; of correlation 0 if they cannot be laid over each
   *     other
   */
  public NearDuplicates.Pair better(int one, int other) throws IOException {
    // In the order in which they were searched: a crop at the limit of what is found lies nearer to
    // its original than that to it. And whatever their descriptions say: their group joined them.
    int earlier = Math.min(one, other);
    int later = Math.max(one, other);
    Agreement straight = compare(earlier, later, false, 1);
    Agreement mirrored = compare(earlier, later, true, 1);
    boolean turned = Math.abs(mirrored.correlation()) > Math.abs(straight.correlation());
    return new NearDuplicates.Pair(
        one, other, turned ? mirrored.correlation() : straight.correlation(), turned);
  }

  private Agreement compare(int one, int other, boolean mirrored, double similarity)
      throws IOException {
    if (one != first) {
      first = -1;
      isWhole = false;
      signatures.coarse(one, coarse);
      comparison.setFirst(coarse);
      first = one;
    }
    signatures.coarse(other, coarse);
    if (!comparison.mayAgree(coarse, mirrored, similarity)) {
      return Agreement.NONE;
    }
    if (!isWhole) {
      signatures.detail(one, firstDetail);
      comparison.setFirst(firstDetail);
      isWhole = true;
    }
    signatures.detail(other, secondDetail);
    return comparison.compare(firstDetail, secondDetail, mirrored);
  }
}
