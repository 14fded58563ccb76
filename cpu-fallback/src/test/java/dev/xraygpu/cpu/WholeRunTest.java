package dev.xraygpu.cpu;

import static dev.xraygpu.cpu.RunFixture.sums;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneBatch;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pass.SampleStatus;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.StatisticsOf;
import dev.xraygpu.quality.OnInvalid;
import dev.xraygpu.run.RunReport;
import dev.xraygpu.sink.NpyArray;
import dev.xraygpu.sink.OutputFormat;
import dev.xraygpu.sink.PngEncoder;
import dev.xraygpu.statistics.Moments;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on generated datasets, against the stages run one image at a time. */
class WholeRunTest {
  @TempDir Path folder;

  private static Pipeline pixels(Pipeline pipeline) {
    return new Pipeline(
        pipeline.stages(), new Normalization.None(), StatisticsOf.INPUT, ElementType.UINT8);
  }

  private static Map<String, CSVRecord> manifest(Path out) throws IOException {
    TreeMap<String, CSVRecord> rows = new TreeMap<>();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(out.resolve("manifest.csv"), null, format)) {
      String former = "";
      for (CSVRecord row : parser) {
        assertThat(row.get("path")).isGreaterThan(former);
        former = row.get("path");
        rows.put(former, row);
      }
    }
    return rows;
  }

  private static HostImage process(HostImage image, Pipeline pipeline) throws Exception {
    try (Device device = new CpuDeviceProvider().open(0);
        Lane lane = device.openLane(new LaneSpecification(pipeline.stages(), 1, Exclusion.NONE))) {
      return LaneBatch.runAll(lane, List.of(image), 1).get(0);
    }
  }

  @Test
  void everyFileHasItsRowAndEveryKeptImageItsPlace() throws Exception {
    GeneratedDataset dataset =
        GeneratedDataset.in(folder.resolve("data")).withSplits().withFaults();
    Path out = folder.resolve("out");
    RunFixture run = RunFixture.of(dataset, out);
    RunReport report = run.with(2, 0).run();
    assertThat(report.tally().count(SampleStatus.DROPPED)).isEqualTo(7);
    assertThat(report.tally().count(SampleStatus.FLAGGED)).isEqualTo(1);
    assertThat(report.tally().count(SampleStatus.OK)).isEqualTo(22);
    Map<String, CSVRecord> manifest = manifest(out);
    assertThat(manifest.keySet()).isEqualTo(dataset.files());
    Moments moments = report.statistics().orElseThrow().input().moments().orElseThrow();
    Map<String, Long> next = new HashMap<>();
    for (CSVRecord row : manifest.values()) {
      String path = row.get("path");
      assertThat(row.get("sha256"))
          .isEqualTo(RunFixture.sha256(Files.readAllBytes(dataset.root().resolve(path))));
      assertThat(path).startsWith(row.get("split") + "/" + row.get("label") + "/");
      if (row.get("status").equals("dropped")) {
        assertThat(row.get("index")).isEmpty();
        assertThat(row.get("codes")).isNotEmpty();
        continue;
      }
      long index = next.merge(row.get("split"), 1L, Long::sum) - 1;
      assertThat(Long.parseLong(row.get("index"))).as(path).isEqualTo(index);
      Path arrays = out.resolve(row.get("split"));
      HostImage expected =
          process(Objects.requireNonNull(dataset.images().get(path)), run.pipeline());
      NpyArray images = NpyArray.read(arrays.resolve("images.npy"));
      assertRow(images, (int) index, expected, moments);
      assertThat(NpyArray.read(arrays.resolve("labels.npy")).longs()[(int) index])
          .isEqualTo(row.get("label").equals("NORMAL") ? 0 : 1);
    }
    for (String split : List.of("train", "val", "test")) {
      assertThat(NpyArray.read(out.resolve(split).resolve("images.npy")).shape())
          .containsExactly(next.get(split), 64L, 64L);
    }
    assertThat(out.resolve(".xray-gpu")).doesNotExist();
  }

  private static void assertRow(NpyArray images, int index, HostImage expected, Moments moments) {
    float mean = (float) moments.mean();
    float std = (float) moments.std();
    int[] values = SyntheticImages.values(expected);
    for (int i = 0; i < values.length; i++) {
      float normalised = ((float) values[i] / expected.type().maxValue() - mean) / std;
      float actual = images.data().getFloat(4 * (index * values.length + i));
      if (actual != normalised) {
        assertThat(actual).as("row %d, pixel %d", index, i).isEqualTo(normalised);
      }
    }
  }

  @Test
  void statisticsAreThoseOfKeptTrainingImagesAlone() throws Exception {
    GeneratedDataset dataset =
        GeneratedDataset.in(folder.resolve("data")).withSplits().withFaults();
    for (OnInvalid onInvalid : List.of(OnInvalid.DROP, OnInvalid.FLAG)) {
      RunFixture run = RunFixture.of(dataset, folder.resolve("out-" + onInvalid));
      RunReport report = run.with(onInvalid).with(2, 3).run();
      PixelStatistics input = new PixelStatistics();
      PixelStatistics processed = new PixelStatistics();
      for (CSVRecord row : manifest(run.to(folder.resolve("out-" + onInvalid)).out()).values()) {
        if (row.get("split").equals("train") && !row.get("status").equals("dropped")) {
          HostImage image = Objects.requireNonNull(dataset.images().get(row.get("path")));
          input.add(image);
          processed.add(process(image, run.pipeline()));
        }
      }
      assertThat(input.images()).isEqualTo(onInvalid == OnInvalid.DROP ? 15 : 19);
      assertThat(report.statistics().orElseThrow().input()).isEqualTo(input);
      assertThat(report.statistics().orElseThrow().processed()).isEqualTo(processed);
    }
  }

  @Test
  void threadsAndBatchChangeNoByte() throws Exception {
    GeneratedDataset dataset =
        GeneratedDataset.in(folder.resolve("data")).withSplits().withFaults();
    RunFixture run = RunFixture.of(dataset, folder.resolve("reference"));
    run.run();
    Map<String, String> expected = sums(folder.resolve("reference"));
    assertThat(expected).hasSize(3 * 2 + 12);
    for (int threads : new int[] {1, 4}) {
      for (int batch : new int[] {1, 3, 100}) {
        Path out = folder.resolve("out-" + threads + "-" + batch);
        run.to(out).with(threads, batch).run();
        assertThat(sums(out)).isEqualTo(expected);
      }
    }
    Path lanes = folder.resolve("two-lanes");
    run.to(lanes).with(3, 0).run(new FaultyDevice(new CpuDeviceProvider().open(0), 1_000_000));
    assertThat(sums(lanes)).isEqualTo(expected);
  }

  @Test
  void pngFilesHoldThePixels() throws Exception {
    GeneratedDataset dataset =
        GeneratedDataset.in(folder.resolve("data")).withSplits().withFaults();
    Path out = folder.resolve("out");
    RunFixture run = RunFixture.of(dataset, out);
    run = run.with(pixels(run.pipeline()), OutputFormat.PNG);
    run.with(3, 2).run();
    for (CSVRecord row : manifest(out).values()) {
      if (!row.get("status").equals("dropped")) {
        HostImage image = Objects.requireNonNull(dataset.images().get(row.get("path")));
        assertThat(row.get("output")).isEqualTo(row.get("path"));
        assertThat(Files.readAllBytes(out.resolve(row.get("output"))))
            .isEqualTo(PngEncoder.encode(process(image, run.pipeline())));
      }
    }
    run.to(folder.resolve("again")).run();
    assertThat(sums(folder.resolve("again"))).isEqualTo(sums(out));
  }

  @Test
  void archivesHoldTheArraysOfEveryKeptImage() throws Exception {
    GeneratedDataset dataset =
        GeneratedDataset.in(folder.resolve("data")).withSplits().withFaults();
    Path arrays = folder.resolve("arrays");
    RunFixture run = RunFixture.of(dataset, arrays);
    run.run();
    Path out = folder.resolve("archives");
    run = run.to(out).with(run.pipeline(), OutputFormat.WEBDATASET);
    run.with(3, 2).run();
    int rowBytes = 64 * 64 * Float.BYTES;
    Map<String, Map<String, byte[]>> archives = new HashMap<>();
    int kept = 0;
    for (CSVRecord row : manifest(out).values()) {
      if (row.get("status").equals("dropped")) {
        assertThat(row.get("output")).isEmpty();
        continue;
      }
      kept++;
      String output = row.get("output");
      if (!archives.containsKey(output)) {
        archives.put(output, files(out.resolve(output)));
      }
      Map<String, byte[]> files = Objects.requireNonNull(archives.get(output));
      int index = Integer.parseInt(row.get("index"));
      byte[] array = Objects.requireNonNull(files.get("%09d.npy".formatted(index)));
      byte[] all = Files.readAllBytes(arrays.resolve(row.get("split")).resolve("images.npy"));
      assertThat(Arrays.copyOfRange(array, 128, array.length))
          .isEqualTo(Arrays.copyOfRange(all, 128 + index * rowBytes, 128 + (index + 1) * rowBytes));
      assertThat(files.get("%09d.json".formatted(index)))
          .asString(StandardCharsets.UTF_8)
          .contains("\"path\":\"" + row.get("path") + "\"");
    }
    assertThat(archives.values().stream().flatMap(files -> files.keySet().stream()))
        .filteredOn(name -> name.endsWith(".npy"))
        .hasSize(kept);
    run.to(folder.resolve("again")).run();
    assertThat(sums(folder.resolve("again"))).isEqualTo(sums(out)).containsKey("shards.json");
  }

  private static Map<String, byte[]> files(Path archive) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (InputStream in = Files.newInputStream(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        files.put(entry.getName(), tar.readAllBytes());
      }
    }
    return files;
  }

  @Test
  void outputNamesNeverCollide() throws Exception {
    GeneratedDataset dataset = GeneratedDataset.in(folder.resolve("data"));
    int seed = 0;
    for (String name :
        List.of(
            "train/A/a",
            "train/A/a-b.png",
            "train/A/a.png",
            "train/A/a.jpg",
            "train/A/a.png-1.jpg",
            "train/A/a.png.jpg",
            "train/A/a.jpg.png",
            "train/A/a.jpg.tif",
            "training/A/a.png",
            "training/A/b.png",
            "train/A/b.png",
            "train/A/c.png",
            "train/A/a.png.png.png")) {
      dataset.with(name, SyntheticImages.noise(PixelType.U8, new Size(100, 100), seed++));
    }
    Path out = folder.resolve("out");
    RunFixture run = RunFixture.of(dataset, out);
    run = run.with(pixels(run.pipeline()), OutputFormat.PNG);
    run.run();
    Map<String, CSVRecord> manifest = manifest(out);
    assertThat(manifest.keySet()).isEqualTo(dataset.files());
    assertThat(manifest.values().stream().map(row -> row.get("output"))).doesNotHaveDuplicates();
    for (CSVRecord row : manifest.values()) {
      assertThat(row.get("output")).startsWith("train/A/").endsWith(".png");
      HostImage image = Objects.requireNonNull(dataset.images().get(row.get("path")));
      assertThat(Files.readAllBytes(out.resolve(row.get("output"))))
          .isEqualTo(PngEncoder.encode(process(image, run.pipeline())));
    }
    assertThat(Objects.requireNonNull(manifest.get("train/A/c.png")).get("output"))
        .isEqualTo("train/A/c.png");
    run.to(folder.resolve("again")).with(4, 3).run();
    assertThat(sums(folder.resolve("again"))).isEqualTo(sums(out));
  }
}
