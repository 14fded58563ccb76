package dev.xraygpu.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of several classes is in the group of each, and compared with those that lack it. */
class SeveralClassesGroupsTest {
  private static final int IMAGES = 60;

  @TempDir Path folder;

  private static ImageMeasures measures() {
    return new ImageMeasures(0.2, 0.5, 0.1, 1000, null, ImageFormat.PNG, false, null, "");
  }

  /** Images 0 to 19 are tubes and dark; every third has an effusion, every fifth may have one. */
  private Dataset dataset() throws Exception {
    StringBuilder csv = new StringBuilder("path,split,label:Tube,label:Effusion\n");
    Path root = Files.createDirectory(folder.resolve("root"));
    for (int i = 0; i < IMAGES; i++) {
      Files.writeString(root.resolve("%02d.png".formatted(i)), "not looked at");
      String effusion = i % 3 == 0 ? "1" : i % 5 == 0 ? "-1" : i % 2 == 0 ? "0" : "";
      String tube = i < 20 ? "1" : i == 59 ? "" : "0";
      csv.append("%02d.png,train,%s,%s%n".formatted(i, tube, i == 59 ? "" : effusion));
    }
    Path labels = Files.writeString(folder.resolve("labels.csv"), csv);
    return DatasetScanner.scan(root, ScanOptions.DEFAULT.withLabels(labels));
  }

  @Test
  void groupsOverlap() throws Exception {
    Dataset dataset = dataset();
    MeasureTable table = new MeasureTable(IMAGES);
    for (int i = 0; i < IMAGES; i++) {
      double brightness = (i < 20 ? 0.2 : 0.5) + 0.001 * (i * 7 % 20);
      table.set(i, new Size(500, 400 + i), 8, brightness, measures());
    }
    GroupComparisons comparisons = new GroupComparisons(dataset, table, ShortcutRule.DEFAULT);
    assertThat(comparisons.summaries())
        .filteredOn(summary -> summary.measure() == Measure.BRIGHTNESS)
        .extracting(
            summary ->
                String.format(
                    Locale.ROOT, "%s %d %.3f", summary.label(), summary.images(), summary.median()))
        .containsExactlyElementsOf(expected());
    // 20 of 60 have an effusion; of the others 8 may have one, and of one nothing is known.
    assertThat(comparisons.comparisons())
        .filteredOn(comparison -> comparison.measure() == Measure.BRIGHTNESS)
        .extracting(
            c -> c.first() + " " + c.firstImages() + " " + c.second() + " " + c.secondImages())
        .containsExactly("Effusion 20 others 31", "Tube 20 others 39");
    assertThat(comparisons.findings())
        .extracting(Finding::message)
        .filteredOn(message -> message.startsWith("brightness"))
        .singleElement()
        .asString()
        .startsWith("brightness alone tells Tube from others in train");
  }

  private static List<String> expected() {
    return List.of(
        median("", i -> i >= 20 && i % 3 != 0),
        median("Effusion", i -> i % 3 == 0),
        median("Tube", i -> i < 20));
  }

  private static String median(String label, IntPredicate which) {
    double[] values =
        IntStream.range(0, IMAGES)
            .filter(which)
            .mapToDouble(i -> (i < 20 ? 0.2 : 0.5) + 0.001 * (i * 7 % 20))
            .sorted()
            .toArray();
    return String.format(
        Locale.ROOT, "%s %d %.3f", label, values.length, values[(values.length - 1) / 2]);
  }
}
