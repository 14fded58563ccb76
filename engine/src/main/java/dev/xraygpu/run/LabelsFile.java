package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.LabelPolicy;
import dev.xraygpu.dataset.LabelValue;
import dev.xraygpu.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code labels.json}, where an image may have several classes: their names in the order of the
 * columns of {@code labels.npy}, what its numbers mean, and of how many kept images of each split
 * what is known. Where labels are not written as they are, also what they become, and the counts of
 * what is written.
 */
final class LabelsFile {
  /** The file's name. */
  static final String NAME = "labels.json";

  private static final String CLASSES = "classes";
  private static final String VALUES = "values";
  private static final String IMAGES = "images";
  private static final String WRITTEN = "written";
  private static final String UNCERTAIN = "uncertain";
  private static final String BLANK = "blank";

  private LabelsFile() {}

  /** Writes the file, unless an image has one class at most. */
  static void write(Path folder, Dataset dataset, Tally tally, LabelPolicy policy)
      throws IOException {
    if (dataset.labelSets().isEmpty()) {
      return;
    }
    ObjectNode root = JsonMapper.shared().createObjectNode();
    ArrayNode classes = root.putArray(CLASSES);
    dataset.classes().forEach(classes::add);
    ObjectNode values = root.putObject(VALUES);
    for (LabelValue value : LabelValue.values()) {
      if (value == LabelValue.UNKNOWN) {
        values.put(value.toString(), "NaN");
      } else {
        values.put(value.toString(), (int) value.number());
      }
    }
    if (!policy.isKeep()) {
      putPolicy(root, policy, dataset.classes());
    }
    put(root.putObject(IMAGES), dataset.classes(), tally.labels(), LabelPolicy.KEEP);
    if (!policy.isKeep()) {
      put(root.putObject(WRITTEN), dataset.classes(), tally.labels(), policy);
    }
    Files.writeString(folder.resolve(NAME), JsonText.pretty(root));
  }

  /** Says what becomes of uncertain labels, class by class, and of blank ones. */
  static void putPolicy(ObjectNode root, LabelPolicy policy, List<String> classes) {
    ObjectNode uncertain = root.putObject(UNCERTAIN);
    classes.forEach(name -> uncertain.put(name, policy.uncertain(name).toString()));
    root.put(BLANK, policy.blank().toString());
  }

  private static void put(
      ObjectNode images, List<String> classes, Map<Split, LabelCounts> counts, LabelPolicy policy) {
    counts.forEach(
        (split, said) ->
            put(images.putObject(split.directory()), classes, said.written(policy, classes)));
  }

  private static void put(ObjectNode split, List<String> classes, LabelCounts counts) {
    for (int i = 0; i < classes.size(); i++) {
      ObjectNode ofClass = split.putObject(classes.get(i));
      for (LabelValue value : LabelValue.values()) {
        ofClass.put(value.toString(), counts.of(i, value));
      }
    }
  }
}
