package dev.xraygpu.duplicate;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Confirms candidates by their details. Which of two is laid onto the other follows from what they
 * show, so the answer is the same for both orders. Not thread-safe: one per thread.
 */
public final class PairConfirmation {
  private final SignatureFile signatures;
  private final DetailComparison comparison = new DetailComparison();
  private final byte[] oneDetail = new byte[Signature.DETAIL];
  private final byte[] otherDetail = new byte[Signature.DETAIL];
  // Pairs come in the order of their first samples: each of those is read once.
  private final short[] first = new short[CoarseDetail.QUARTER_VALUES];
  private final short[] second = new short[CoarseDetail.QUARTER_VALUES];
  private int firstOrdinal = -1;

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
    // Whatever their descriptions say: their group joined them.
    Agreement straight = compare(one, other, false, 1);
    Agreement mirrored = compare(one, other, true, 1);
    boolean turned = Math.abs(mirrored.correlation()) > Math.abs(straight.correlation());
    return new NearDuplicates.Pair(
        one, other, turned ? mirrored.correlation() : straight.correlation(), turned);
  }

  private Agreement compare(int one, int other, boolean mirrored, double similarity)
      throws IOException {
    if (one != firstOrdinal) {
      firstOrdinal = -1;
      signatures.coarse(one, first);
      firstOrdinal = one;
    }
    signatures.coarse(other, second);
    int order = Arrays.compare(first, second);
    comparison.setFirst(order <= 0 ? first : second);
    if (!comparison.mayAgree(order <= 0 ? second : first, mirrored, similarity)) {
      return Agreement.NONE;
    }
    signatures.detail(one, oneDetail);
    signatures.detail(other, otherDetail);
    // What is alike on a quarter of the grid may still differ on the whole of it.
    boolean inOrder = order == 0 ? Arrays.compare(oneDetail, otherDetail) <= 0 : order < 0;
    return inOrder
        ? comparison.compare(oneDetail, otherDetail, mirrored)
        : comparison.compare(otherDetail, oneDetail, mirrored);
  }
}
