package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Elements by their tags: of a file, of its meta information, or of an item of a sequence. Values
 * are read from the file's bytes when asked for, so a data set is valid as long as those are.
 */
public final class DicomDataSet {
  private final ByteBuffer bytes;
  private final @Nullable DicomDataSet parent;
  private List<DicomElement> elements = List.of();
  private List<DicomElement> repeated = List.of();

  /**
   * An empty data set.
   *
   * @param bytes where the values are, in the data set's byte order
   * @param parent the data set whose sequence holds this one, or null
   */
  DicomDataSet(ByteBuffer bytes, ByteOrder order, @Nullable DicomDataSet parent) {
    this.bytes = bytes.duplicate().order(order);
    this.parent = parent;
  }

  /** Takes the elements in the order of the file; of two with one tag, the first counts. */
  void setElements(List<DicomElement> inFileOrder) {
    List<DicomElement> sorted = inFileOrder;
    for (int i = 1; i < inFileOrder.size(); i++) {
      if (Integer.compareUnsigned(inFileOrder.get(i - 1).tag(), inFileOrder.get(i).tag()) >= 0) {
        sorted = sortedWithoutDoubles(inFileOrder);
        break;
      }
    }
    elements = sorted;
  }

  private List<DicomElement> sortedWithoutDoubles(List<DicomElement> inFileOrder) {
    List<DicomElement> sorted = new ArrayList<>(inFileOrder);
    sorted.sort((a, b) -> Integer.compareUnsigned(a.tag(), b.tag()));
    List<DicomElement> unique = new ArrayList<>(sorted.size());
    List<DicomElement> others = new ArrayList<>();
    for (DicomElement element : sorted) {
      if (unique.isEmpty() || unique.get(unique.size() - 1).tag() != element.tag()) {
        unique.add(element);
      } else {
        others.add(element);
      }
    }
    repeated = others;
    return unique;
  }

  /**
   * Refuses a group of which an element is there twice with different values: some programs take
   * the first, others the last.
   *
   * @param group number of the group
   * @throws DecodeException {@link FindingCode#UNREADABLE} if there is one
   */
  void requireUnambiguous(int group) throws DecodeException {
    for (DicomElement again : repeated) {
      if (again.tag() >>> 16 == group && !isRepetition(again)) {
        throw malformed(again.tag(), "is there twice, with different values");
      }
    }
  }

  private boolean isRepetition(DicomElement again) {
    DicomElement first = find(again.tag());
    return first != null
        && first.items().isEmpty()
        && again.items().isEmpty()
        && value(first).equals(value(again));
  }

  /** Whether there is an element of this tag, be it empty. */
  public boolean contains(int tag) {
    return find(tag) != null;
  }

  /** The element of a tag. */
  public Optional<DicomElement> element(int tag) {
    return Optional.ofNullable(find(tag));
  }

  private @Nullable DicomElement find(int tag) {
    int low = 0;
    int high = elements.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compareUnsigned(elements.get(middle).tag(), tag);
      if (order == 0) {
        return elements.get(middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /** An element's value as it is in the file, in the data set's byte order; empty if absent. */
  public Optional<ByteBuffer> bytes(int tag) {
    DicomElement element = find(tag);
    return element == null ? Optional.empty() : Optional.of(value(element));
  }

  private ByteBuffer value(DicomElement element) {
    return bytes.slice(element.offset(), element.length()).order(bytes.order());
  }

  /** The items of a sequence; empty if it is absent or empty. */
  public List<DicomDataSet> sequence(int tag) {
    DicomElement element = find(tag);
    return element == null ? List.of() : element.items();
  }

  /** The first value as text without padding; empty if absent or without a value. */
  public Optional<String> text(int tag) {
    List<String> values = texts(tag);
    return values.isEmpty() || values.get(0).isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(0));
  }

  /**
   * All values as text without padding, numbers in decimal; empty if absent or without a value.
   * Sequences have none.
   */
  public List<String> texts(int tag) {
    DicomElement element = find(tag);
    if (element == null || element.length() == 0) {
      return List.of();
    }
    return DicomValues.texts(element.vr(), value(element), isSigned(), this::characterSet);
  }

  /**
   * The first value as a whole number; empty if absent or without a value.
   *
   * @throws DecodeException {@link FindingCode#UNREADABLE} if it is none of 32 bits
   */
  public OptionalInt integer(int tag) throws DecodeException {
    OptionalDouble number = number(tag);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    double value = number.getAsDouble();
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw malformed(tag, "is not a whole number of 32 bits");
    }
    return OptionalInt.of((int) value);
  }

  /**
   * The first value as a number; empty if absent or without a value.
   *
   * @throws DecodeException {@link FindingCode#UNREADABLE} if it is none
   */
  public OptionalDouble number(int tag) throws DecodeException {
    double[] numbers = numbers(tag);
    if (numbers.length == 0) {
      return OptionalDouble.empty();
    }
    // A default in place of one that is left out, as of a slope, would be a silent guess.
    if (Double.isNaN(numbers[0])) {
      throw malformed(tag, "is not a number");
    }
    return OptionalDouble.of(numbers[0]);
  }

  /**
   * All values as numbers; of several, one that is left out (PS3.5, 6.2) is not a number.
   *
   * @throws DecodeException {@link FindingCode#UNREADABLE} if one is no number
   */
  public double[] numbers(int tag) throws DecodeException {
    DicomElement element = find(tag);
    if (element == null || element.length() == 0) {
      return new double[0];
    }
    double[] numbers = DicomValues.numbers(element.vr(), value(element), isSigned());
    if (numbers == null) {
      throw malformed(tag, "is not a number");
    }
    return numbers;
  }

  private static DecodeException malformed(int tag, String what) {
    return new DecodeException(FindingCode.UNREADABLE, DicomTag.describe(tag) + " " + what);
  }

  /** By the pixel representation of this data set or of one that holds it. */
  private boolean isSigned() {
    for (DicomDataSet at = this; at != null; at = at.parent) {
      DicomElement element = at.find(DicomTag.PIXEL_REPRESENTATION);
      if (element != null && element.length() == 2) {
        return at.bytes.getChar(element.offset()) == 1;
      }
    }
    return false;
  }

  private String characterSet() {
    for (DicomDataSet at = this; at != null; at = at.parent) {
      DicomElement element = at.find(DicomTag.SPECIFIC_CHARACTER_SET);
      if (element != null) {
        return DicomValues.ascii(at.value(element));
      }
    }
    return "";
  }
}
