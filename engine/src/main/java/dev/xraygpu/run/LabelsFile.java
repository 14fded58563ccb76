package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.LabelValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code labels.json}, where an image may have several classes: their names in the order of the
 * columns of {@code labels.npy}, what its numbers mean, and of how many kept images of each split
 * what is known.
 */
final class LabelsFile {
  /** The file's name. */
  static final String NAME = "labels.json";

  private static final String CLASSES = "classes";
  private static final String VALUES = "values";
  private static final String IMAGES = "images";

  private LabelsFile() {}

  /** Writes the file, unless an image has one class at most. */
  static void write(Path folder, Dataset dataset, Tally tally) throws IOException {
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
    ObjectNode images = root.putObject(IMAGES);
    tally
        .labels()
        .forEach(
            (split, counts) -> put(images.putObject(split.directory()), dataset.classes(), counts));
    Files.writeString(folder.resolve(NAME), JsonText.pretty(root));
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
