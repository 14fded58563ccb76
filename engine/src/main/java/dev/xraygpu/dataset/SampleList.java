package dev.xraygpu.dataset;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * The samples of a dataset, made when they are asked for. Beside its path, a sample takes twelve
 * bytes; a split and a label are a number, and a patient is where the path names it, or a number
 * too. Immutable once it is filled; thread-safe then.
 */
final class SampleList extends AbstractList<Sample> implements RandomAccess {
  private static final Split[] SPLITS = Split.values();
  // A patient in a path: where it begins, and in the lowest bits its length.
  private static final int LENGTH_BITS = 12;

  private final FileList files;
  // The number of the label, and in the lowest two bits that of the split.
  private final int[] places;
  private final int[] patients;
  private final Texts labels;
  private final Texts names;

  private SampleList(FileList files, int[] places, int[] patients, Texts labels, Texts names) {
    this.files = files;
    this.places = places;
    this.patients = patients;
    this.labels = labels;
    this.names = names;
  }

  /** Samples of files, to be {@linkplain #set set} one by one. */
  SampleList(FileList files) {
    this(files, new int[files.size()], new int[files.size()], new Texts(), new Texts());
  }

  /** Texts that repeat, each with a number. */
  private static final class Texts {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    private int number(String text) {
      return numbers.computeIfAbsent(
          text,
          t -> {
            texts.add(t);
            return texts.size() - 1;
          });
    }
  }

  /** Says what a sample is for and whom it shows. */
  void set(int ordinal, Split split, String label, String patient) {
    places[ordinal] = labels.number(label) << 2 | split.ordinal();
    patients[ordinal] = reference(files.path(ordinal), patient);
  }

  private int reference(String path, String patient) {
    int at = path.indexOf(patient);
    return at >= 0
            && at < 1 << (Integer.SIZE - 1 - LENGTH_BITS)
            && patient.length() < 1 << LENGTH_BITS
        ? at << LENGTH_BITS | patient.length()
        : ~names.number(patient);
  }

  private String patient(int ordinal, String path) {
    int reference = patients[ordinal];
    if (reference < 0) {
      return names.texts.get(~reference);
    }
    int length = reference & ((1 << LENGTH_BITS) - 1);
    int at = reference >> LENGTH_BITS;
    return length == 0 ? "" : path.substring(at, at + length);
  }

  @Override
  public int size() {
    return places.length;
  }

  @Override
  public Sample get(int ordinal) {
    int place = places[ordinal];
    String path = files.path(ordinal);
    return new Sample(
        ordinal, path, SPLITS[place & 3], labels.texts.get(place >> 2), patient(ordinal, path));
  }

  /** The same samples, of which some have another patient. */
  SampleList withPatients(Function<Sample, String> patientOf) {
    SampleList changed = new SampleList(files, places, patients.clone(), labels, new Texts());
    for (int i = 0; i < places.length; i++) {
      Sample sample = get(i);
      changed.patients[i] = changed.reference(sample.path(), patientOf.apply(sample));
    }
    return changed;
  }
}
