package dev.xraygpu.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outliers, inverted images and shortcuts among drawn images. */
class DistributionChecksTest {
  private static final int PER_GROUP = 20;

  @TempDir Path folder;
  private final List<HostImage> images = new ArrayList<>();
  private final List<Boolean> colors = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();

  /** Two dark lungs in a bright body before a dark background; a little different each time. */
  private static IntBinaryOperator chest(Size size, int seed, double gain, double offset) {
    Random random = new Random(seed);
    double shift = 0.02 * random.nextGaussian();
    double level = 1 + 0.05 * random.nextGaussian();
    return (x, y) -> {
      double u = (x + 0.5) / size.width() + shift;
      double v = (y + 0.5) / size.height();
      double body = Math.abs(u - 0.5) < 0.45 ? 170 : 20;
      double left = Math.hypot((u - 0.3) / 0.14, (v - 0.5) / 0.33);
      double right = Math.hypot((u - 0.7) / 0.14, (v - 0.5) / 0.33);
      double value = Math.min(left, right) < 1 ? 70 : body;
      double grain = 6 * random.nextGaussian();
      return (int) Math.max(0, Math.min(255, gain * (level * value + grain) + offset));
    };
  }

  private void add(Size size, double gain, double offset, boolean color, int length) {
    IntBinaryOperator values = chest(size, images.size(), gain, offset);
    images.add(SyntheticImages.of(PixelType.U8, size, values));
    colors.add(color);
    lengths.add(length);
  }

  private Dataset scan(List<String> paths) throws IOException, DatasetException {
    for (String path : paths) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "not looked at");
    }
    return DatasetScanner.scan(folder, ScanOptions.DEFAULT);
  }

  private ImageMeasures measures(int i) {
    HostImage image = images.get(i);
    ImageHeader header =
        new ImageHeader(ImageFormat.PNG, image.size(), 1, image.type(), colors.get(i), "test");
    return ImageMeasures.of(
        ByteBuffer.allocate(lengths.get(i)),
        header,
        OptionalLong.of(colors.get(i) ? image.pixelCount() / 4 : 0),
        new Thumbnailer().of(image));
  }

  private MeasureTable table() {
    MeasureTable table = new MeasureTable(images.size());
    for (int i = 0; i < images.size(); i++) {
      HostImage image = images.get(i);
      long sum = 0;
      for (int value : SyntheticImages.values(image)) {
        sum += value;
      }
      table.set(i, image.size(), 8, sum / 255.0 / image.pixelCount(), measures(i));
    }
    return table;
  }

  private static List<String> numbered(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(String.format("%s%03d.png", prefix, i));
    }
    return names;
  }

  private static Size ordinary(int i) {
    return new Size(300 + 7 * (i % 9), 260 + 5 * (i % 7));
  }

  private List<Finding> outliers(int count) throws IOException, DatasetException {
    return new OutlierCheck(scan(numbered("A/", count)), table(), OutlierRule.DEFAULT).find();
  }

  private void addOrdinary(int count) {
    for (int i = 0; i < count; i++) {
      add(ordinary(i), 1, 0, false, 50_000);
    }
  }

  @Test
  void ordinaryImagesAreNoOutliers() throws IOException, DatasetException {
    addOrdinary(40);
    assertThat(outliers(40)).isEmpty();
  }

  @Test
  void eachUnusualImageIsFoundForWhatItIs() throws IOException, DatasetException {
    addOrdinary(40);
    add(ordinary(0), 0.1, 235, false, 50_000); // washed out: bright, and without contrast
    add(new Size(2400, 2100), 1, 0, false, 50_000);
    add(new Size(900, 90), 1, 0, false, 50_000);
    images.add(SyntheticImages.noise(PixelType.U8, ordinary(2), 1));
    colors.add(false);
    lengths.add(50_000);
    List<Finding> findings = outliers(44);
    assertThat(findings)
        .extracting(f -> f.path() + " " + f.code())
        .contains(
            "A/040.png unusual-brightness",
            "A/040.png unusual-contrast",
            "A/041.png unusual-size",
            "A/042.png unusual-aspect",
            "A/043.png unusual-sharpness");
    assertThat(findings).extracting(Finding::path).doesNotContain("A/000.png", "A/039.png");
    assertThat(findings.get(0).message()).contains("robust standard deviations", "median", "4.5");
  }

  @Test
  void theOnlyImageWithColorChannelsIsFound() throws IOException, DatasetException {
    addOrdinary(40);
    add(ordinary(1), 1, 0, true, 50_000);
    Dataset dataset = scan(numbered("A/", 41));
    assertThat(ColorCheck.find(dataset, table(), OutlierRule.DEFAULT))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path()).isEqualTo("A/040.png");
              assertThat(finding.code()).isEqualTo(FindingCode.COLOR_AMONG_GRAY);
              assertThat(finding.message()).contains("1 of 41 images", "25.00 % of the pixels");
            });
    assertThat(new OutlierCheck(dataset, table(), OutlierRule.DEFAULT).find()).isEmpty();
    for (int i = 0; i < 12; i++) {
      add(ordinary(i), 1, 0, true, 50_000);
    }
    assertThat(ColorCheck.find(scan(numbered("A/", 53)), table(), OutlierRule.DEFAULT)).isEmpty();
  }

  @Test
  void manyOfAKindAreAGroupAndOneFinding() throws IOException, DatasetException {
    addOrdinary(40);
    for (int i = 0; i < 8; i++) {
      add(new Size(2400, 2100), 1, 0, false, 50_000);
    }
    assertThat(outliers(48))
        .filteredOn(finding -> finding.code() == FindingCode.UNUSUAL_SIZE)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path()).isEmpty();
              assertThat(finding.message()).contains("8 of 48", "group of their own");
            });
  }

  @Test
  void aFewImagesAreNoDistribution() throws IOException, DatasetException {
    addOrdinary(18);
    add(new Size(2400, 2100), 1, 0, false, 50_000);
    assertThat(outliers(19)).isEmpty();
  }

  @Test
  void invertedImagesAreFoundAndTurnedOnesAreNot() throws IOException, DatasetException {
    addOrdinary(30);
    add(ordinary(3), -1, 255, false, 50_000);
    HostImage upright = images.get(5);
    Size turned = upright.size().transposed();
    images.add(
        SyntheticImages.of(PixelType.U8, turned, (x, y) -> upright.get(y, turned.width() - 1 - x)));
    colors.add(false);
    lengths.add(50_000);
    Dataset dataset = scan(numbered("A/", 32));
    List<Finding> findings =
        new InversionCheck(dataset, this::readPattern, OutlierRule.DEFAULT).find();
    assertThat(findings).extracting(Finding::path).containsExactly("A/030.png");
    assertThat(findings).extracting(Finding::code).containsExactly(FindingCode.INVERTED);
  }

  private boolean readPattern(int ordinal, byte[] pattern) {
    byte[] values = measures(ordinal).patternValues();
    System.arraycopy(values, 0, pattern, 0, pattern.length);
    return true;
  }

  @Test
  void aMeasureThatTellsClassesApartIsAShortcut() throws IOException, DatasetException {
    List<String> paths = new ArrayList<>();
    for (String split : List.of("test", "train")) {
      for (String label : List.of("A", "B")) {
        paths.addAll(numbered(split + "/" + label + "/", PER_GROUP));
        for (int i = 0; i < PER_GROUP; i++) {
          int length = label.equals("A") ? 90_000 + 500 * i : 40_000 + 500 * i;
          add(ordinary(i), 1, 0, false, split.equals("test") ? 2 * length : length);
        }
      }
    }
    Dataset dataset = scan(paths);
    GroupComparisons comparisons = new GroupComparisons(dataset, table(), ShortcutRule.DEFAULT);
    List<Finding> findings = comparisons.findings();
    assertThat(findings)
        .filteredOn(f -> f.code() == FindingCode.SHORTCUT)
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.message())
                    .contains("bits per pixel alone tells A from B in train", "100 %", "AUC 1.00")
                    .endsWith("likewise in test"));
    assertThat(findings)
        .filteredOn(f -> f.code() == FindingCode.SPLIT_SHIFT)
        .allSatisfy(f -> assertThat(f.message()).contains("bits per pixel of "))
        .hasSize(2);
    assertThat(comparisons.summaries())
        .filteredOn(s -> s.measure() == Measure.SIZE)
        .hasSize(4)
        .allSatisfy(s -> assertThat(s.images()).isEqualTo(PER_GROUP));
  }
}
