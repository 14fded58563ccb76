package dev.xraygpu.table;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.NumberSort;
import dev.xraygpu.dataset.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code availability.csv}: a row per patient, sorted by id, with what there is of them and what is
 * missing: labels, views that other patients have, studies skipped in their own numbering, images
 * that were dropped. Images of unknown patients share the first row, which has no id.
 */
public final class AvailabilityFile {
  /** The file's name. */
  public static final String NAME = "availability.csv";

  private static final List<String> COLUMNS =
      List.of("patient", "images", "kept", "splits", "labels", "studies", "views", "missing");

  private static final Pattern NUMBERED = Pattern.compile("(?i)(study[_-]?)(\\d{1,9})");
  // A numbering with larger holes is no numbering of studies.
  private static final int LARGEST_GAP = 20;

  private final Dataset dataset;
  private final BitSet dropped;
  private final Origins origins;
  private final SortedSet<String> projections = new TreeSet<>();

  private AvailabilityFile(Dataset dataset, BitSet dropped, Origins origins) {
    this.dataset = dataset;
    this.origins = origins;
    this.dropped = dropped;
    for (Sample sample : dataset.samples()) {
      String view = origins.view(sample);
      if (!view.isEmpty()) {
        projections.add(projection(view));
      }
    }
  }

  /**
   * Writes the file.
   *
   * @param dropped ordinals of samples that are not kept
   * @param origins whom they show and from where
   */
  public static void write(Path folder, Dataset dataset, BitSet dropped, Origins origins)
      throws IOException {
    AvailabilityFile file = new AvailabilityFile(dataset, dropped, origins);
    List<Sample> samples = dataset.samples();
    int[] sorted =
        NumberSort.sorted(
            samples.size(),
            (a, b) -> origins.patient(samples.get(a)).compareTo(origins.patient(samples.get(b))));
    try (CsvTable table = CsvTable.create(folder.resolve(NAME), COLUMNS)) {
      int from = 0;
      for (int i = 1; i <= sorted.length; i++) {
        if (i == sorted.length || !file.patient(sorted[i]).equals(file.patient(sorted[from]))) {
          file.print(table, sorted, from, i);
          from = i;
        }
      }
    }
  }

  private static String projection(String view) {
    return view.equals("lateral") ? "lateral" : "frontal";
  }

  private String patient(int ordinal) {
    return origins.patient(dataset.samples().get(ordinal));
  }

  // A patient's row, of the images from one place to another.
  private void print(CsvTable table, int[] sorted, int from, int to) throws IOException {
    String patient = patient(sorted[from]);
    boolean known = !patient.isEmpty();
    SortedSet<String> splits = new TreeSet<>();
    SortedSet<String> labels = new TreeSet<>();
    SortedSet<String> studies = new TreeSet<>();
    SortedSet<String> views = new TreeSet<>();
    int lost = 0;
    int unlabelled = 0;
    for (int i = from; i < to; i++) {
      Sample image = dataset.samples().get(sorted[i]);
      splits.add(image.split().directory());
      labels.addAll(dataset.classesOf(image));
      add(studies, known ? dataset.studyOf(image) : "");
      add(views, origins.view(image));
      lost += dropped.get(image.ordinal()) ? 1 : 0;
      unlabelled += image.label().isEmpty() ? 1 : 0;
    }
    List<String> missing = new ArrayList<>();
    if (lost > 0) {
      missing.add("image:" + lost);
    }
    if (unlabelled > 0 && !dataset.classes().isEmpty()) {
      missing.add("label:" + unlabelled);
    }
    if (known) {
      SortedSet<String> absent = new TreeSet<>(projections);
      views.forEach(view -> absent.remove(projection(view)));
      absent.forEach(view -> missing.add("view:" + view));
      skipped(studies).forEach(study -> missing.add("study:" + study));
    }
    table.row(
        patient,
        to - from,
        to - from - lost,
        String.join(";", splits),
        String.join(";", labels),
        String.join(";", studies),
        String.join(";", views),
        String.join(";", missing));
  }

  private static void add(Collection<String> to, String value) {
    if (!value.isEmpty()) {
      to.add(value);
    }
  }

  // study1 and study3 without study2, study08 and study10 without study09.
  private static List<String> skipped(SortedSet<String> studies) {
    TreeSet<Integer> numbers = new TreeSet<>();
    String prefix = "";
    int digits = 1;
    for (String study : studies) {
      Matcher matcher = NUMBERED.matcher(study);
      if (!matcher.matches()) {
        return List.of();
      }
      prefix = matcher.group(1);
      String number = matcher.group(2);
      digits = number.startsWith("0") ? number.length() : digits;
      numbers.add(Integer.valueOf(number));
    }
    List<String> skipped = new ArrayList<>();
    if (numbers.isEmpty()) {
      return skipped;
    }
    int first = Math.min(1, numbers.first());
    if (numbers.last() - first + 1 - numbers.size() > LARGEST_GAP) {
      return skipped;
    }
    for (int number = first; number < numbers.last(); number++) {
      if (!numbers.contains(number)) {
        String text = Integer.toString(number);
        skipped.add(prefix + "0".repeat(Math.max(0, digits - text.length())) + text);
      }
    }
    return skipped;
  }
}
