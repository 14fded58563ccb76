package dev.xraygpu.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The alignment in long lines is the plain one, part by part and move by move, to the last bit. */
class DetailAlignmentTest {
  private static final int PARTS = 3;

  @Test
  void quarterOfTheGrid() {
    requireSame(24, 2, 2048);
  }

  @Test
  void halfOfTheGrid() {
    requireSame(48, 4, 512);
  }

  @Test
  void aMovedImageIsFoundWhereItIs() {
    float[] image = noise(48, 512, new Random(1));
    float[] moved = moved(image, 48, 3, -2);
    for (int sign : new int[] {1, -1}) {
      DetailAlignment alignment = new DetailAlignment(48, 4);
      alignment.setFirst(image);
      double found = alignment.find(sign > 0 ? moved : negative(moved));
      assertThat(found * sign).isGreaterThan(0.9);
      double[] placement = alignment.placement(sign);
      // Two pixels of a detail are one of half its grid.
      assertThat(placement[0]).isBetween(5.9, 6.1);
      assertThat(placement[2]).isBetween(-4.1, -3.9);
    }
  }

  private static void requireSame(int side, int reach, int largest) {
    Random random = new Random(side);
    List<float[]> images = new ArrayList<>();
    images.add(noise(side, largest, random));
    images.add(noise(side, largest, random));
    images.add(moved(images.get(0), side, reach, -reach));
    images.add(negative(moved(images.get(1), side, 1, 1)));
    images.add(sparse(side, largest, random));
    images.add(sparse(side, largest, random));
    images.add(new float[side * side]);
    // The largest sums there can be: rounded all the way.
    float[] largestOnly = new float[side * side];
    float[] alternating = new float[side * side];
    for (int i = 0; i < largestOnly.length; i++) {
      largestOnly[i] = -largest;
      alternating[i] = i % 3 == 0 ? largest - 1 : -largest;
    }
    images.add(largestOnly);
    images.add(alternating);
    DetailAlignment alignment = new DetailAlignment(side, reach);
    for (float[] first : images) {
      alignment.setFirst(first);
      for (float[] second : images) {
        assertThat(alignment.find(second)).isEqualTo(plain(first, second, side, reach));
      }
    }
  }

  private static double plain(float[] first, float[] second, int side, int reach) {
    int part = side / PARTS;
    double plus = 0;
    double minus = 0;
    for (int row = 0; row < PARTS; row++) {
      for (int column = 0; column < PARTS; column++) {
        double length =
            Math.sqrt(
                    energy(first, side, row * part, column * part)
                        * energy(second, side, row * part, column * part))
                + 1e-9;
        double most = 0;
        double least = 0;
        for (int dy = -reach; dy <= reach; dy++) {
          for (int dx = -reach; dx <= reach; dx++) {
            float[] columns = new float[part];
            for (int x = 0; x < part; x++) {
              float[] products = new float[part];
              for (int y = 0; y < part; y++) {
                int v = row * part + y;
                int u = column * part + x;
                products[y] = first[v * side + u] * at(second, side, u + dx, v + dy);
              }
              for (int left = part / 2; left > 0; left /= 2) {
                for (int y = 0; y < left; y++) {
                  products[y] += products[left + y];
                }
              }
              columns[x] = products[0];
            }
            float even = 0;
            float odd = 0;
            for (int x = 0; x < part; x += 2) {
              even += columns[x];
              odd += columns[x + 1];
            }
            double score = (even + odd) / length;
            most = Math.max(most, score);
            least = Math.min(least, score);
          }
        }
        plus += most;
        minus -= least;
      }
    }
    return (plus >= minus ? plus : -minus) / (PARTS * PARTS);
  }

  private static double energy(float[] image, int side, int top, int left) {
    double sum = 0;
    for (int y = top; y < top + side / PARTS; y++) {
      for (int x = left; x < left + side / PARTS; x++) {
        sum += (double) image[y * side + x] * image[y * side + x];
      }
    }
    return sum;
  }

  private static float at(float[] image, int side, int x, int y) {
    return x < 0 || y < 0 || x >= side || y >= side ? 0 : image[y * side + x];
  }

  private static float[] noise(int side, int largest, Random random) {
    float[] image = new float[side * side];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextInt(2 * largest) - largest;
    }
    return image;
  }

  // Large values here and there, and parts without any.
  private static float[] sparse(int side, int largest, Random random) {
    float[] image = new float[side * side];
    for (int i = 0; i < side / 2; i++) {
      image[random.nextInt(image.length)] = random.nextBoolean() ? largest : -largest;
    }
    return image;
  }

  private static float[] moved(float[] image, int side, int dx, int dy) {
    float[] result = new float[image.length];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        result[y * side + x] = at(image, side, x - dx, y - dy);
      }
    }
    return result;
  }

  private static float[] negative(float[] image) {
    float[] result = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      result[i] = -image[i];
    }
    return result;
  }
}
