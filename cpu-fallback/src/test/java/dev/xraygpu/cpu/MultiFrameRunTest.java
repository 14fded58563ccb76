package dev.xraygpu.cpu;

import static dev.xraygpu.cpu.RunFixture.sums;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.DecodedDepth;
import dev.xraygpu.pipeline.Depth;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.FrameChoice;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Rendering;
import dev.xraygpu.pipeline.StatisticsOf;
import dev.xraygpu.pipeline.ValueBits;
import dev.xraygpu.pipeline.WindowChoice;
import dev.xraygpu.run.ExistingResults;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.sink.OutputFormat;
import dev.xraygpu.statistics.Histogram;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over files of several frames, and over DICOM files with padding and other depths. */
class MultiFrameRunTest {
  private static final int SIDE = 100;

  @TempDir Path folder;
  private GeneratedDataset dataset;

  @BeforeEach
  void makeDataset() throws IOException {
    dataset = GeneratedDataset.in(folder.resolve("data"));
    for (int i = 0; i < 60; i++) {
      String split = i % 10 == 0 ? "test" : "train";
      Path file = dataset.root().resolve(split + "/A/" + i + (i % 2 == 0 ? ".dcm" : ""));
      Files.createDirectories(file.getParent());
      Files.write(file, dicom(1 + i % 12, i, false));
      dataset.with(
          split + "/B/" + i + ".png",
          SyntheticImages.smooth(PixelType.U8, new Size(SIDE, SIDE), i));
    }
  }

  /** A minimal file of 12-bit frames, each a smooth image; the left fifth may be padding. */
  static byte[] dicom(int frames, int seed, boolean padded) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[128]);
    out.writeBytes("DICM");
    element(out, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0".getBytes(StandardCharsets.US_ASCII));
    element(out, 0x0028, 0x0002, "US", shorts(1));
    element(out, 0x0028, 0x0004, "CS", "MONOCHROME1 ".getBytes(StandardCharsets.US_ASCII));
    element(
        out,
        0x0028,
        0x0008,
        "IS",
        String.format("%-2d", frames).getBytes(StandardCharsets.US_ASCII));
    element(out, 0x0028, 0x0010, "US", shorts(SIDE));
    element(out, 0x0028, 0x0011, "US", shorts(SIDE));
    element(out, 0x0028, 0x0100, "US", shorts(16));
    element(out, 0x0028, 0x0101, "US", shorts(12));
    element(out, 0x0028, 0x0102, "US", shorts(11));
    element(out, 0x0028, 0x0103, "US", shorts(0));
    if (padded) {
      element(out, 0x0028, 0x0120, "US", shorts(4095));
    }
    byte[] samples = new byte[2 * SIDE * SIDE * frames];
    ByteBuffer pixels = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
    for (int frame = 0; frame < frames; frame++) {
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          boolean padding = padded && x < SIDE / 5;
          int value = 200 + (x * (3 + seed % 7) + y * (5 + frame) + seed * 131) % 3000;
          pixels.putShort((short) (padding ? 4095 : value));
        }
      }
    }
    element(out, 0x7FE0, 0x0010, "OW", samples);
    return bytes.toByteArray();
  }

  private static byte[] shorts(int value) {
    return new byte[] {(byte) value, (byte) (value >> 8)};
  }

  private static void element(DataOutputStream out, int group, int number, String vr, byte[] value)
      throws IOException {
    out.write(shorts(group));
    out.write(shorts(number));
    out.writeBytes(vr);
    if (vr.equals("OW")) {
      out.write(shorts(0));
      out.writeInt(Integer.reverseBytes(value.length));
    } else {
      out.write(shorts(value.length));
    }
    out.write(value);
  }

  @Test
  void everyFrameIsASampleWhateverTheThreadsAndTheBatch() throws Exception {
    RunFixture run = RunFixture.of(dataset, folder.resolve("one"));
    RunReport report = run.run();
    assertThat(report.tally().files()).isEqualTo(120);
    List<String> rows = Files.readAllLines(folder.resolve("one/manifest.csv"));
    // Files of 1 to 12 frames, five of each, and 60 pictures.
    assertThat(rows).hasSize(1 + 5 * 78 + 60);
    assertThat(rows.stream().map(row -> row.substring(0, row.indexOf(','))))
        .containsSubsequence(
            "train/A/11#1", "train/A/11#2", "train/A/11#9", "train/A/11#10", "train/A/11#12");
    assertThat(rows.stream().filter(row -> row.startsWith("test/A/0.dcm"))).hasSize(1);
    assertThat(report.statistics().orElseThrow().input().images()).isEqualTo(354 + 54);
    for (int[] choice : new int[][] {{3, 0}, {2, 5}}) {
      Path other = folder.resolve("other" + choice[0]);
      run.to(other).with(choice[0], choice[1]).run();
      assertThat(comparable(other)).isEqualTo(comparable(folder.resolve("one")));
    }
  }

  // A report tells the time it took.
  private static Map<String, String> comparable(Path results) throws IOException {
    Map<String, String> sums = sums(results);
    sums.keySet().removeIf(name -> name.endsWith(".html"));
    return sums;
  }

  @Test
  void anInterruptedRunGoesOnToTheSameBytes() throws Exception {
    RunFixture run = RunFixture.of(dataset, folder.resolve("out"));
    run.to(folder.resolve("whole")).run();
    assertThatThrownBy(() -> run.run(new FaultyDevice(new CpuDeviceProvider().open(0), 330)))
        .isInstanceOf(DeviceException.class);
    RunReport report = run.with(ExistingResults.RESUME).with(2, 3).run();
    assertThat(report.resumed()).isPositive();
    assertThat(folder.resolve("out/manifest.csv"))
        .hasSameTextualContentAs(folder.resolve("whole/manifest.csv"));
    assertThat(comparable(folder.resolve("out"))).isEqualTo(comparable(folder.resolve("whole")));
  }

  @Test
  void picturesAreNamedByFrame() throws Exception {
    Pipeline pixels =
        new Pipeline(
            new Rendering(
                WindowChoice.FIRST, ValueBits.FILE, DecodedDepth.FILE, new FrameChoice(2)),
            List.of(),
            new Normalization.None(),
            StatisticsOf.INPUT,
            ElementType.UINT8);
    Path out = folder.resolve("pictures");
    RunFixture.of(dataset, out).with(pixels, OutputFormat.PNG).run();
    assertThat(out.resolve("train/A/11#2.png")).exists();
    assertThat(out.resolve("train/A/11#1.png")).doesNotExist();
    assertThat(Files.readString(out.resolve("manifest.csv")))
        .contains("train/A/12.dcm,train,A,,dropped,unsupported");
  }

  @Test
  void paddingIsLeftOutOfTheInputStatistics() throws Exception {
    GeneratedDataset padded = GeneratedDataset.in(folder.resolve("padded"));
    for (int i = 0; i < 3; i++) {
      Path file = padded.root().resolve("train/A/" + i + ".dcm");
      Files.createDirectories(file.getParent());
      Files.write(file, dicom(2, i, true));
    }
    RunReport report = RunFixture.of(padded, folder.resolve("out")).run();
    Histogram input = report.statistics().orElseThrow().input().histogram(PixelType.U16);
    assertThat(input.pixels()).isEqualTo(6L * SIDE * SIDE * 4 / 5);
    assertThat(report.statistics().orElseThrow().input().images()).isEqualTo(6);
  }

  @Test
  void aDepthStageChangesTheDepthInTheMiddle() throws Exception {
    Pipeline tutorial = RunFixture.of(dataset, folder).pipeline();
    List<dev.xraygpu.pipeline.Stage> stages =
        List.of(
            tutorial.resize().orElseThrow(),
            new MedianBlur(3),
            new Depth(PixelType.U8),
            tutorial.stages().get(2));
    Pipeline pipeline =
        new Pipeline(stages, new Normalization.None(), StatisticsOf.INPUT, ElementType.UINT8);
    RunReport report =
        RunFixture.of(dataset, folder.resolve("out")).with(pipeline, OutputFormat.NPY).run();
    assertThat(report.statistics().orElseThrow().input().histogram(PixelType.U16).isEmpty())
        .isFalse();
    assertThat(report.statistics().orElseThrow().processed().histogram(PixelType.U16).isEmpty())
        .isTrue();
    assertThat(report.statistics().orElseThrow().processed().histogram(PixelType.U8).pixels())
        .isEqualTo(report.statistics().orElseThrow().processed().images() * 64L * 64);
  }
}
