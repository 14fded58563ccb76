package dev.xraygpu.dicom.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Rows and columns are lifted by loops of their own: an image of one row has to become what one of
 * one column becomes.
 */
class InverseWaveletTest {
  private static final int LONGEST = 150;

  private final SplittableRandom random = new SplittableRandom(97);

  private static List<Resolution> resolutions(Area whole, int levels) {
    List<Resolution> resolutions = new ArrayList<>();
    for (int r = 0; r <= levels; r++) {
      resolutions.add(new Resolution(whole.halved(levels - r), List.of(), List.of()));
    }
    return resolutions;
  }

  private static List<Resolution> row(int from, int length, int levels) {
    return resolutions(new Area(from, 0, from + length, 1), levels);
  }

  private static List<Resolution> column(int from, int length, int levels) {
    return resolutions(new Area(0, from, 1, from + length), levels);
  }

  @Test
  void aRowBecomesWhatAColumnDoesWithoutLoss() {
    for (int length = 1; length <= LONGEST; length++) {
      int from = random.nextInt(9);
      int levels = 1 + random.nextInt(4);
      int[] row = random.ints(length, -5000, 5000).toArray();
      int[] column = row.clone();

      InverseWavelet.transform(row, row(from, length, levels));
      InverseWavelet.transform(column, column(from, length, levels));

      assertThat(row).as("%d from %d, %d levels", length, from, levels).isEqualTo(column);
    }
  }

  @Test
  void aRowBecomesWhatAColumnDoesWithLoss() {
    for (int length = 1; length <= LONGEST; length++) {
      int from = random.nextInt(9);
      int levels = 1 + random.nextInt(4);
      float[] row = new float[length];
      for (int i = 0; i < length; i++) {
        row[i] = random.nextInt(-5000, 5000) / 8f;
      }
      float[] column = row.clone();

      InverseWavelet97.transform(row, row(from, length, levels));
      InverseWavelet97.transform(column, column(from, length, levels));

      assertThat(row).as("%d from %d, %d levels", length, from, levels).isEqualTo(column);
    }
  }
}
