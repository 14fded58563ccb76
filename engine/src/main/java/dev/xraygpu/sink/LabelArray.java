package dev.xraygpu.sink;

import dev.xraygpu.dataset.LabelPolicy;
import dev.xraygpu.dataset.LabelSet;
import dev.xraygpu.dataset.LabelSets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How labels are written as an array: as int64 of shape (N,), a label's place in the list of
 * classes or -1 where a sample has none; or, where an image may have several of K classes, as
 * float32 of shape (N, K) with the {@linkplain dev.xraygpu.dataset.LabelValue#number number} of
 * each, as a {@link LabelPolicy} has it.
 */
public sealed interface LabelArray {
  /** An array of labels of one class each. */
  static LabelArray ofClasses(List<String> classes) {
    Map<String, Integer> numbers = new HashMap<>();
    classes.forEach(name -> numbers.put(name, numbers.size()));
    return new OneClass(Map.copyOf(numbers));
  }

  /** An array of sets of labels. */
  static LabelArray ofSets(LabelSets sets, LabelPolicy policy) {
    return new SeveralClasses(sets, policy);
  }

  /** Creates the file, which must not exist. */
  NpyFile create(Path file) throws IOException;

  /** The bytes of a row. */
  ByteBuffer row(String label);

  /** One class, or none. */
  record OneClass(Map<String, Integer> numbers) implements LabelArray {
    @Override
    public NpyFile create(Path file) throws IOException {
      return new NpyFile(file, "<i8", Long.BYTES);
    }

    @Override
    public ByteBuffer row(String label) {
      return ByteBuffer.allocate(Long.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(numbers.getOrDefault(label, -1))
          .flip();
    }
  }

  /** Any number of classes. */
  record SeveralClasses(LabelSets sets, LabelPolicy policy) implements LabelArray {
    @Override
    public NpyFile create(Path file) throws IOException {
      return new NpyFile(file, "<f4", Float.BYTES, sets.classes().size());
    }

    @Override
    public ByteBuffer row(String label) {
      LabelSet set = sets.of(label);
      ByteBuffer row = ByteBuffer.allocate(set.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < set.size(); i++) {
        row.putFloat(policy.written(sets.classes().get(i), set.get(i)).number());
      }
      return row.flip();
    }
  }
}
