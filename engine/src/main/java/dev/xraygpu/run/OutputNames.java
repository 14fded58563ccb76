package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.Split;
import java.util.List;

/**
 * Names of the files that a sink of one file per image writes: {@code SPLIT/...} with the folders
 * and the name of the original. Two originals that differ in their extension alone keep it.
 */
final class OutputNames {
  private final Dataset dataset;
  private final String extension;

  /** Names with an extension such as {@code .png}. */
  OutputNames(Dataset dataset, String extension) {
    this.dataset = dataset;
    this.extension = extension;
  }

  /** The file of a sample, relative to the results' folder, with {@code /}. */
  String of(Sample sample) {
    String stem = stem(sample.path());
    String name = sharesStem(sample, stem) ? sample.path() : stem;
    String folder = sample.split().directory() + "/";
    return switch (dataset.layout()) {
      case SPLIT_FOLDERS -> folder + belowSplit(sample.split(), name) + extension;
      case CLASS_FOLDERS, FLAT -> folder + name + extension;
      case LABEL_FILE ->
          folder + (sample.label().isEmpty() ? "" : safe(sample.label()) + "/") + name + extension;
    };
  }

  private static String stem(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
  }

  // Names that begin with the stem and a dot stand next to each other in the sorted order.
  private boolean sharesStem(Sample sample, String stem) {
    List<Sample> samples = dataset.samples();
    String prefix = stem + ".";
    for (int step : new int[] {-1, 1}) {
      for (int i = sample.ordinal() + step;
          i >= 0 && i < samples.size() && samples.get(i).path().startsWith(prefix);
          i += step) {
        if (stem(samples.get(i).path()).equals(stem)) {
          return true;
        }
      }
    }
    // A name without an extension is the stem of others.
    int before = sample.ordinal() - 1;
    return before >= 0 && samples.get(before).path().equals(stem);
  }

  // "chest_xray/train/NORMAL/a" -> "NORMAL/a"
  private static String belowSplit(Split split, String path) {
    String[] folders = path.split("/", -1);
    int length = 0;
    for (String folder : folders) {
      length += folder.length() + 1;
      if (length < path.length() && Split.of(folder).filter(split::equals).isPresent()) {
        return path.substring(length);
      }
    }
    return path;
  }

  // A class comes from a file somebody wrote, and becomes the name of a folder.
  private static String safe(String label) {
    String name = label.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
    return name.equals(".") || name.equals("..") ? name.replace('.', '_') : name;
  }
}
