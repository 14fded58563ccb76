package dev.xraygpu.dataset;

import java.util.Arrays;

/**
 * Sorts whole numbers by what they stand for, such as ordinals by what is known of the samples:
 * without an object for each of them. What is in order already is only looked at.
 */
public final class NumberSort {
  private NumberSort() {}

  /** Says which of two numbers comes first. */
  @FunctionalInterface
  public interface Order {
    /** Negative if {@code one} comes first, positive if {@code other} does, 0 if they are equal. */
    int compare(int one, int other);
  }

  /** Sorts; what is equal stays in its order. */
  public static void sort(int[] numbers, Order order) {
    merge(numbers.clone(), numbers, 0, numbers.length, order);
  }

  // Both arrays hold the same from here to there; the result is in the second one.
  private static void merge(int[] from, int[] to, int start, int end, Order order) {
    if (end - start < 2) {
      return;
    }
    int middle = (start + end) >>> 1;
    merge(to, from, start, middle, order);
    merge(to, from, middle, end, order);
    if (order.compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, start, to, start, end - start);
      return;
    }
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takeLeft =
          right == end || (left < middle && order.compare(from[left], from[right]) <= 0);
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  /** The numbers from 0 on, sorted. */
  public static int[] sorted(int count, Order order) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    sort(numbers, order);
    return numbers;
  }
}
