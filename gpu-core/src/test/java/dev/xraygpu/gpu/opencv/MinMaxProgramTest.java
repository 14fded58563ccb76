package dev.xraygpu.gpu.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.gpu.opencv.MinMaxProgram.Operand;
import dev.xraygpu.gpu.opencv.MinMaxProgram.Source;
import dev.xraygpu.gpu.opencv.MinMaxProgram.Step;
import dev.xraygpu.gpu.opencv.MinMaxProgram.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Minima and maxima in a certain order are a median. */
class MinMaxProgramTest {
  // The middle of a neighbourhood, by running the program over its columns.
  private static int run(MinMaxProgram program, int[][] columns) {
    int kernel = program.kernel();
    List<int[]> values = new ArrayList<>();
    for (Step step : program.steps()) {
      int width = step.wide() ? kernel : 1;
      int[] result = new int[width];
      for (int x = 0; x < width; x++) {
        int a = read(step.a(), x, columns, values);
        int b = read(step.b(), x, columns, values);
        result[x] = step.kind() == MinMaxProgram.Kind.MIN ? Math.min(a, b) : Math.max(a, b);
      }
      values.add(result);
    }
    return values.get(values.size() - 1)[0];
  }

  private static int read(Operand operand, int x, int[][] columns, List<int[]> values) {
    if (operand instanceof Source source) {
      return columns[x][source.row()];
    }
    Value value = (Value) operand;
    return values.get(value.step())[x + value.column()];
  }

  private static void check(MinMaxProgram program, int[] pixels) {
    int kernel = program.kernel();
    int[][] columns = new int[kernel][kernel];
    for (int i = 0; i < pixels.length; i++) {
      columns[i % kernel][i / kernel] = pixels[i];
    }
    int[] sorted = pixels.clone();
    Arrays.sort(sorted);
    assertThat(run(program, columns))
        .as(Arrays.toString(pixels))
        .isEqualTo(sorted[sorted.length / 2]);
  }

  // A network of minima and maxima that is right for all zeros and ones is right for all values.
  @ParameterizedTest
  @ValueSource(ints = 3)
  void allNeighbourhoodsOfZerosAndOnes(int kernel) {
    MinMaxProgram program = MinMaxProgram.median(kernel);
    for (int bits = 0; bits < 1 << (kernel * kernel); bits++) {
      int[] pixels = new int[kernel * kernel];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = bits >> i & 1;
      }
      check(program, pixels);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void neighbourhoodsOfAllKinds(int kernel) {
    MinMaxProgram program = MinMaxProgram.median(kernel);
    Random random = new Random(kernel);
    for (int i = 0; i < 60_000; i++) {
      int values = List.of(2, 3, 10, 256, 65_536).get(i % 5);
      check(program, random.ints((long) kernel * kernel, 0, values).toArray());
    }
    // Exactly as many ones as it takes, and one less.
    for (int ones : new int[] {kernel * kernel / 2, kernel * kernel / 2 + 1}) {
      for (int i = 0; i < 40_000; i++) {
        List<Integer> pixels = new ArrayList<>();
        for (int p = 0; p < kernel * kernel; p++) {
          pixels.add(p < ones ? 1 : 0);
        }
        java.util.Collections.shuffle(pixels, random);
        check(program, pixels.stream().mapToInt(p -> p).toArray());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3,20", "5,156"})
  void asManyOperationsAsTheDocumentationSays(int kernel, int operations) {
    assertThat(MinMaxProgram.median(kernel).steps()).hasSize(operations);
  }
}
