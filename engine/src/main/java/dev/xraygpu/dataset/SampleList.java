package dev.xraygpu.dataset;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a dataset, made when they are asked for. Beside its path, a sample takes twelve
 * bytes; a split and a label are a number, and a patient is where the path names it, or a number
 * too. Where label files name studies, those take four bytes more. Immutable once it is filled;
 * thread-safe then.
 */
final class SampleList extends AbstractList<Sample> implements RandomAccess {
  private static final Split[] SPLITS = Split.values();

  private final FileList files;
  // The number of the label, and in the lowest two bits that of the split.
  private final int[] places;
  private final PathTexts patients;
  private final PathTexts.Texts labels;
  private @Nullable PathTexts studies;

  private SampleList(FileList files, int[] places, PathTexts.Texts labels) {
    this.files = files;
    this.places = places;
    this.patients = new PathTexts(places.length);
    this.labels = labels;
  }

  /** Samples of files, to be {@linkplain #set set} one by one. */
  SampleList(FileList files) {
    this(files, new int[files.size()], new PathTexts.Texts());
  }

  /** Says what a sample is for and whom it shows. */
  void set(int ordinal, Split split, String label, String patient) {
    places[ordinal] = labels.number(label) << 2 | split.ordinal();
    patients.set(ordinal, files.path(ordinal), patient);
  }

  /** Says of which study a sample is, whatever its path says. */
  void setStudy(int ordinal, String study) {
    if (study.isEmpty()) {
      return;
    }
    if (studies == null) {
      studies = new PathTexts(places.length);
    }
    studies.set(ordinal, files.path(ordinal), study);
  }

  /** Of which study a sample is: what was set, else what its path claims; empty if unknown. */
  String study(int ordinal) {
    String path = files.path(ordinal);
    String study = studies == null ? "" : studies.get(ordinal, path);
    return study.isEmpty() ? ViewNaming.studyOf(path) : study;
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
        ordinal, path, SPLITS[place & 3], labels.get(place >> 2), patients.get(ordinal, path));
  }

  /** The same samples, of which some have another patient. */
  SampleList withPatients(Function<Sample, String> patientOf) {
    SampleList changed = new SampleList(files, places, labels);
    changed.studies = studies;
    for (int i = 0; i < places.length; i++) {
      Sample sample = get(i);
      changed.patients.set(i, sample.path(), patientOf.apply(sample));
    }
    return changed;
  }
}
