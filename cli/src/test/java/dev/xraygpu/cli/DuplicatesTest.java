package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.sink.PngEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies, patients and labels that contradict the splits, from files to findings. */
class DuplicatesTest {
  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void makeDataset() throws IOException {
    data = folder.resolve("data");
    for (int i = 1; i <= 12; i++) {
      png("train/NORMAL/IM-%04d-0001.png".formatted(i), image(i));
      png("train/PNEUMONIA/person%d_virus_1.png".formatted(i), image(100 + i));
    }
    png("test/NORMAL/IM-0090-0001.png", image(90));
    png("test/PNEUMONIA/person90_virus_1.png", image(91));
    // The same bytes, the same pixels, the same exposure, and another one of the same patient.
    png("train/NORMAL/IM-0095-0001.png", image(1));
    Path bmp = data.resolve("test/PNEUMONIA/person80_virus_1.bmp");
    Files.write(bmp, bmp(image(101)));
    png("test/NORMAL/IM-0081-0001.png", darker(image(103)));
    png("test/PNEUMONIA/person4_bacteria_2.png", image(92));
  }

  @Test
  void everyKindOfCopyAndLeakIsFound() throws IOException {
    Path out = folder.resolve("out");
    CommandLineRun run = CommandLineRun.of("validate", data, "--out", out);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(Files.readAllLines(out.resolve("findings.csv")))
        .filteredOn(line -> line.matches(".*,(exact|same|near|leakage|label|patient)-.*"))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("train/NORMAL/IM-0095-0001.png,exact-duplicate"),
            line ->
                assertThat(line)
                    .matches(
                        "(test/.*person80_virus_1.bmp|train/.*person1_virus_1.png),same-pixels.*"),
            line ->
                assertThat(line)
                    .matches("(test/.*IM-0081-0001|train/.*person3_virus_1).png,near-duplicate.*"),
            line -> assertThat(line).contains("person80_virus_1.bmp,leakage-duplicate,error"),
            line -> assertThat(line).contains("IM-0081-0001.png,leakage-duplicate,error"),
            line -> assertThat(line).contains("IM-0081-0001.png,label-conflict,error"),
            line -> assertThat(line).contains("person3_virus_1.png,label-conflict,error"),
            line ->
                assertThat(line)
                    .contains("person4_bacteria_2.png,leakage-patient,warning", "a claim"));
    List<String> duplicates = Files.readAllLines(out.resolve("duplicates.csv"));
    assertThat(duplicates).hasSize(7).filteredOn(line -> line.contains(",yes,")).hasSize(3);

    Path again = folder.resolve("again");
    CommandLineRun.of("validate", data, "--out", again, "--threads", 4);
    for (String name : List.of("duplicates.csv", "findings.csv", "manifest.csv")) {
      assertThat(again.resolve(name)).hasSameTextualContentAs(out.resolve(name));
    }
  }

  @Test
  void equalBytesAndPixelsAreReportedBesideALargerCopy() throws IOException {
    data = folder.resolve("larger");
    for (int i = 1; i <= 8; i++) {
      png("train/A/%d.png".formatted(i), image(i));
    }
    png("train/A/one.png", image(50));
    png("train/A/two.png", image(50));
    png("train/A/big.png", larger(image(50)));
    Files.createDirectories(data.resolve("test/A"));
    Files.write(data.resolve("test/A/three.bmp"), bmp(image(50)));
    Path out = folder.resolve("out");
    CommandLineRun.of("validate", data, "--out", out, "--select", "*-duplicate,same-pixels");
    // The bitmap is the largest file of these pixels.
    assertThat(Files.readAllLines(out.resolve("findings.csv")))
        .map(line -> line.replaceFirst(" \\(correlation (0\\.9.|1\\.00)\\)", ""))
        .containsExactly(
            "path,code,severity,message",
            "test/A/three.bmp,near-duplicate,warning,\"shows the same exposure as train/A/big.png,"
                + " which is the one to keep\"",
            "test/A/three.bmp,leakage-duplicate,error,\"is in test, and its copy train/A/big.png in"
                + " train\"",
            "train/A/one.png,same-pixels,warning,has the same pixels as test/A/three.bmp; the one"
                + " to keep is train/A/big.png",
            "train/A/two.png,exact-duplicate,warning,has the same bytes as train/A/one.png; the one"
                + " to keep is train/A/big.png");
    assertThat(Files.readAllLines(out.resolve("duplicates.csv")))
        .map(line -> line.replaceFirst(",near,(0\\.9|1\\.0)\\d+,", ",near,0.9,"))
        .containsExactly(
            "group,path,split,label,patient,keep,kind,correlation,mirrored,inverted,copy_of",
            "1,test/A/three.bmp,test,A,,no,near,0.9,no,no,train/A/big.png",
            "1,train/A/big.png,train,A,,yes,same-bytes,1.0000,no,no,",
            "1,train/A/one.png,train,A,,no,same-pixels,1.0000,no,no,test/A/three.bmp",
            "1,train/A/two.png,train,A,,no,same-bytes,1.0000,no,no,train/A/one.png");
  }

  @Test
  void noTableThatTheRunReadsIsReplaced() throws IOException {
    Path labels = folder.resolve("labels.csv");
    Path second = folder.resolve("second.csv");
    Path tests = folder.resolve("tests.txt");
    String row = "train/NORMAL/IM-0001-0001.png,NORMAL,kept by nobody else\n";
    Files.writeString(labels, "path,label,remark\n" + row);
    Files.writeString(second, "path,label\n" + row);
    Files.writeString(tests, "train/NORMAL/IM-0001-0001.png\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), labels);
    List<Object> reads =
        List.of("--labels", labels, "--compare-labels", second, "--splits", "test=" + tests);
    for (Path file : List.of(labels, second, tests, link)) {
      String before = Files.readString(file);
      for (List<Object> writes :
          List.of(
              List.<Object>of("validate", data, "--fix-splits", file),
              List.<Object>of(
                  "preprocess", data, "--out", folder.resolve("out"), "--fix-splits", file))) {
        CommandLineRun run =
            CommandLineRun.of(Stream.concat(writes.stream(), reads.stream()).toArray());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("--fix-splits " + file + " is a file that this run reads");
      }
      assertThat(file).hasContent(before);
    }
    CommandLineRun stats =
        CommandLineRun.of("stats", data, "--labels", labels, "--out", folder.resolve("link.csv"));
    assertThat(stats.exitCode()).isEqualTo(1);
    assertThat(stats.err()).contains("is a file that this run reads");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void theFileIsKeptRatherThanALinkToIt() throws IOException {
    Path linked = PngDataset.create(folder.resolve("linked"));
    Files.createSymbolicLink(
        linked.resolve("test/NORMAL/again.png"), linked.resolve("train/NORMAL/x0.png"));
    Files.createSymbolicLink(linked.resolve("test/COPY"), linked.resolve("train/PNEUMONIA"));
    Path out = folder.resolve("out");
    CommandLineRun.of("validate", linked, "--out", out);
    assertThat(Files.readAllLines(out.resolve("duplicates.csv")))
        .filteredOn(row -> row.contains(",yes,"))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row).contains(",train/"));
  }

  @Test
  void ofACopyAndItsNegativeTheNegativeIsNotKept() throws IOException {
    data = folder.resolve("negatives");
    for (int i = 0; i < 24; i++) {
      png("train/%02d.png".formatted(i), brighterBelow(image(i)));
    }
    HostImage negative = brighterBelow(image(3));
    for (int i = 0; i < negative.pixelCount(); i++) {
      negative.pixels().put(i, (byte) ~negative.pixels().get(i));
    }
    // Not compressed, and to judge by: but for its black and white it would be kept.
    Path bmp = data.resolve("test/negative.bmp");
    Files.createDirectories(bmp.getParent());
    Files.write(bmp, bmp(negative));
    Path out = folder.resolve("out");
    CommandLineRun.of("validate", data, "--out", out);
    assertThat(Files.readAllLines(out.resolve("duplicates.csv")))
        .filteredOn(row -> row.contains(",yes,same-bytes,"))
        .singleElement()
        .asString()
        .contains("train/03.png");
    assertThat(Files.readAllLines(out.resolve("findings.csv")))
        .anySatisfy(row -> assertThat(row).startsWith("test/negative.bmp,inverted"));
  }

  // What all images have in common.
  private static HostImage brighterBelow(HostImage image) {
    int rows = image.size().height();
    for (int i = 0; i < image.pixelCount(); i++) {
      int row = i / image.size().width();
      image.pixels().put(i, (byte) ((image.pixels().get(i) & 0xff) / 3 + 150 * row / rows));
    }
    return image;
  }

  @Test
  void preprocessReportsCopiesAndDropsNone() throws IOException {
    Path out = folder.resolve("out");
    assertThat(CommandLineRun.preprocess(data, out, "--size", 32).exitCode()).isZero();
    assertThat(Files.readAllLines(out.resolve("manifest.csv")))
        .filteredOn(line -> line.contains(",dropped,"))
        .isEmpty();
    assertThat(out.resolve("duplicates.csv")).isNotEmptyFile();
  }

  @Test
  void correctedSplitsHaveNoLeakLeft() throws IOException {
    Path fixed = folder.resolve("fixed.csv");
    CommandLineRun.of("validate", data, "--fix-splits", fixed, "--seed", 4);
    List<String> rows = Files.readAllLines(fixed);
    assertThat(rows).hasSize(1 + 24 + 2 + 4).first().isEqualTo("path,label,split,patient");
    // What does not leak stays.
    assertThat(rows)
        .contains("test/NORMAL/IM-0090-0001.png,NORMAL,test,IM-0090")
        .contains("train/NORMAL/IM-0005-0001.png,NORMAL,train,IM-0005");
    CommandLineRun run =
        CommandLineRun.of(
            "validate", data, "--labels", fixed, "--select", "leakage-*", "--threads", 1);
    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out()).contains("No findings of the 2 kinds that are reported");
    Path second = folder.resolve("second.csv");
    CommandLineRun.of("validate", data, "--fix-splits", second, "--seed", 4, "--threads", 3);
    assertThat(second).hasSameTextualContentAs(fixed);
  }

  @Test
  void aSplitThatGetsNothingIsNamed() throws IOException {
    Path flat = folder.resolve("flat");
    Files.createDirectories(flat.resolve("A"));
    for (int i = 1; i <= 2; i++) {
      Files.copy(
          data.resolve("train/NORMAL/IM-000" + i + "-0001.png"),
          flat.resolve("A/IM-000" + i + "-0001.png"));
    }
    Files.writeString(flat.resolve("README.md"), "Two images of two patients.");
    Path fixed = folder.resolve("fixed-flat.csv");
    CommandLineRun run = CommandLineRun.of("validate", flat, "--fix-splits", fixed);
    assertThat(run.out())
        .containsPattern("Corrected splits: train 2, val 0, test 0; 2 images moved")
        .contains("Nothing is left for val", "Nothing is left for test");
    assertThat(fixed).content().doesNotContain("README").hasLineCount(3);
    CommandLineRun json = CommandLineRun.of("validate", flat, "--fix-splits", fixed, "--json");
    assertThat(json.out()).contains("\"correctedSplits\"", "\"test\" : 0");
  }

  @Test
  void aSecondLabelFileIsCompared() throws IOException {
    Path second =
        Files.writeString(
            folder.resolve("second.csv"),
            """
            path,label,split
            train/NORMAL/IM-0002-0001.png,PNEUMONIA,train
            train/NORMAL/IM-0003-0001.png,NORMAL,test
            train/NORMAL/IM-0004-0001.png,NORMAL,
            train/NORMAL/none.png,NORMAL,train
            """);
    CommandLineRun run =
        CommandLineRun.of(
            "validate", data, "--compare-labels", second, "--select", "labels-differ", "--json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("label NORMAL, but PNEUMONIA in line 2 of second.csv")
        .contains("split train, but test in line 3 of second.csv")
        .contains("names train/NORMAL/none.png on line 5")
        .doesNotContain("IM-0004-0001.png")
        .contains("has no row for this file");
    CommandLineRun missing =
        CommandLineRun.of("validate", data, "--compare-labels", folder.resolve("none.csv"));
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.errorLines()).hasSize(1).first().asString().contains("none.csv");
  }

  @Test
  void aSplitFileInsideTheDatasetIsRefused() {
    CommandLineRun run =
        CommandLineRun.of("validate", data, "--fix-splits", data.resolve("fixed.csv"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("--fix-splits", "inside the dataset");
  }

  private void png(String path, HostImage image) throws IOException {
    Path file = data.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, PngEncoder.encode(image));
  }

  // Noise in squares of four pixels: structure that survives the thumbnail.
  private static HostImage image(int seed) {
    Size size = new Size(160, 120);
    HostImage image = HostImage.allocate(PixelType.U8, size);
    Random random = new Random(seed);
    int[] squares = random.ints(40 * 30, 40, 220).toArray();
    for (int i = 0; i < image.pixelCount(); i++) {
      int square = i / size.width() / 4 * 40 + i % size.width() / 4;
      image.pixels().put(i, (byte) squares[square]);
    }
    return image;
  }

  // The same with every pixel twice in each direction.
  private static HostImage larger(HostImage image) {
    Size size = new Size(2 * image.size().width(), 2 * image.size().height());
    HostImage larger = HostImage.allocate(PixelType.U8, size);
    for (int i = 0; i < larger.pixelCount(); i++) {
      int value = image.get(i % size.width() / 2, i / size.width() / 2);
      larger.pixels().put(i, (byte) value);
    }
    return larger;
  }

  private static HostImage darker(HostImage image) {
    for (int i = 0; i < image.pixelCount(); i++) {
      image.pixels().put(i, (byte) ((image.pixels().get(i) & 0xff) * 0.8));
    }
    return image;
  }

  private static byte[] bmp(HostImage image) {
    int width = image.size().width();
    int height = image.size().height();
    ByteBuffer file =
        ByteBuffer.allocate(14 + 40 + 1024 + width * height).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(14 + 40 + 1024);
    file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 8);
    file.putInt(0).putInt(width * height).putInt(2835).putInt(2835).putInt(256).putInt(0);
    for (int i = 0; i < 256; i++) {
      file.putInt(i << 16 | i << 8 | i);
    }
    for (int y = height - 1; y >= 0; y--) {
      for (int x = 0; x < width; x++) {
        file.put((byte) image.get(x, y));
      }
    }
    return file.array();
  }
}
