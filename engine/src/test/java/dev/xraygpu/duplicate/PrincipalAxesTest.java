package dev.xraygpu.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalAxesTest {
  @Test
  void axesAreAtRightAnglesAndSpreadFalls() {
    int n = 40;
    Random random = new Random(2);
    double[][] products = new double[n][n];
    for (int sample = 0; sample < 25; sample++) { // fewer than axes: some have no spread
      double[] values = random.doubles(n, -1, 1).toArray();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          products[i][j] += values[i] * values[j] / (1 + sample);
        }
      }
    }
    double[][] kept = new double[n][];
    for (int i = 0; i < n; i++) {
      kept[i] = products[i].clone();
    }
    double[][] axes = PrincipalAxes.of(products);
    double last = Double.MAX_VALUE;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(dot(axes[i], axes[j])).isCloseTo(i == j ? 1 : 0, within(1e-12));
        double spread = 0;
        for (int k = 0; k < n; k++) {
          spread += axes[i][k] * dot(kept[k], axes[j]);
        }
        if (i == j) {
          assertThat(spread).isLessThanOrEqualTo(last + 1e-6);
          last = spread;
        } else {
          assertThat(spread).isCloseTo(0, within(1e-4));
        }
      }
    }
  }

  @Test
  void axesOfATwoByTwoMatrixAreThoseOfTheBook() {
    // [[2, 1], [1, 2]] stretches (1, 1) by 3 and (1, -1) by 1.
    double[][] axes = PrincipalAxes.of(new double[][] {{2, 1}, {1, 2}});
    assertThat(Math.abs(axes[0][0] + axes[0][1])).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(Math.abs(axes[1][0] - axes[1][1])).isCloseTo(Math.sqrt(2), within(1e-12));
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += one[k] * other[k];
    }
    return sum;
  }
}
