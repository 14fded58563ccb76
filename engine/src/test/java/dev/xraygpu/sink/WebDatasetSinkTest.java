package dev.xraygpu.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.LabelPolicy;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.dataset.Split;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebDatasetSinkTest {
  private static final Normalization NONE = new Normalization.None();
  private static final LabelArray CLASSES = LabelArray.ofClasses(List.of("NORMAL", "PNEUMONIA"));

  @TempDir Path folder;

  private WebDatasetSink sink(Shards shards, ElementType dtype) throws IOException {
    return new WebDatasetSink(folder, shards, CLASSES, dtype, NONE);
  }

  private static Map<String, byte[]> read(Path archive) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        assertThat(entry.isCheckSumOK()).isTrue();
        assertThat(files.put(entry.getName(), tar.readAllBytes())).isNull();
      }
    }
    return files;
  }

  private static byte[] array(HostImage image, ElementType dtype) {
    PixelEncoder encoder = PixelEncoder.of(image.type(), dtype, NONE);
    ByteBuffer expected =
        ByteBuffer.allocate(NpyHeader.LENGTH + encoder.encodedBytes(image.pixelCount()));
    expected.put(NpyHeader.of(dtype.descriptor(), image.size().height(), image.size().width()));
    encoder.encode(image.pixels(), image.pixelCount(), expected);
    return expected.array();
  }

  @Test
  void resultsOfManyThreadsAndAnySizeAreWholeAndInTheirArchives() throws Exception {
    int count = 101;
    Shards shards = new Shards(Map.of(Split.TRAIN, (long) count), 20);
    List<HostImage> images = new ArrayList<>();
    List<Callable<Void>> writes = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (WebDatasetSink sink = sink(shards, ElementType.FLOAT16)) {
      for (int i = 0; i < count; i++) {
        HostImage image =
            SyntheticImages.noise(PixelType.values()[i % 2], new Size(1 + i, 40 - i % 7), i);
        images.add(image);
        String label = i % 3 == 0 ? "" : i % 3 == 1 ? "NORMAL" : "PNEUMONIA";
        ResultRow row = new ResultRow(Split.TRAIN, i, "train/\u00fc " + i + ".png", label, "");
        sink.reserve(row, image.type(), image.size());
        writes.add(
            () -> {
              sink.write(row, image);
              return null;
            });
      }
      Collections.shuffle(writes, new Random(3));
      for (Future<Void> write : threads.invokeAll(writes)) {
        write.get();
      }
      sink.finish();
    } finally {
      threads.shutdown();
    }
    for (int shard = 0; shard < 6; shard++) {
      Map<String, byte[]> files = read(folder.resolve("train/train-00000" + shard + ".tar"));
      List<String> names = new ArrayList<>();
      for (int i = shard; i < count; i += 6) {
        String key = Shards.keyOf(i);
        names.add(key + ".npy");
        assertThat(files.get(key + ".npy")).isEqualTo(array(images.get(i), ElementType.FLOAT16));
        if (i % 3 != 0) {
          names.add(key + ".cls");
          assertThat(files.get(key + ".cls"))
              .asString(StandardCharsets.US_ASCII)
              .isEqualTo(i % 3 == 1 ? "0" : "1");
        }
        names.add(key + ".json");
        assertThat(files.get(key + ".json"))
            .asString(StandardCharsets.UTF_8)
            .isEqualTo(
                "{\"index\":%d,\"label\":\"%s\",\"path\":\"train/\u00fc %d.png\"}"
                    .formatted(i, i % 3 == 0 ? "" : i % 3 == 1 ? "NORMAL" : "PNEUMONIA", i));
      }
      // Files of one result lie next to each other: readers group them in sequence.
      assertThat(files.keySet()).containsExactlyElementsOf(names);
    }
    try (var archives = Files.list(folder.resolve("train"))) {
      assertThat(archives).hasSize(6);
    }
  }

  @Test
  void anImageOfSeveralClassesHasARowOfNumbers() throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.createFile(root.resolve("a.png"));
    Path table = folder.resolve("labels.csv");
    Files.writeString(table, "path,label:Edema,label:Effusion,label:Mass\na.png,1,1,0\n");
    Dataset dataset = DatasetScanner.scan(root, ScanOptions.DEFAULT.withLabels(table));
    HostImage image = SyntheticImages.noise(PixelType.U16, new Size(5, 4), 1);
    ResultRow row = new ResultRow(Split.ALL, 0, "a.png", dataset.samples().get(0).label(), "");
    try (WebDatasetSink sink =
        new WebDatasetSink(
            folder,
            new Shards(Map.of(Split.ALL, 1L), 9),
            LabelArray.ofSets(dataset.labelSets().orElseThrow(), LabelPolicy.KEEP),
            ElementType.UINT16,
            NONE)) {
      sink.reserve(row, image.type(), image.size());
      sink.write(row, image);
      sink.finish();
    }
    assertThat(dataset.classes()).containsExactly("Edema", "Effusion", "Mass");
    Map<String, byte[]> files = read(folder.resolve("all/all-000000.tar"));
    assertThat(files.keySet())
        .containsExactly("000000000.npy", "000000000.labels.npy", "000000000.json");
    Path labels = folder.resolve("labels.npy");
    Files.write(labels, Objects.requireNonNull(files.get("000000000.labels.npy")));
    NpyArray array = NpyArray.read(labels);
    assertThat(array.descriptor()).isEqualTo("<f4");
    assertThat(array.shape()).containsExactly(3L);
    ByteBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(labels)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(numbers.slice(128, 12).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer())
        .isEqualTo(FloatBuffer.wrap(new float[] {1, 1, 0}));
  }

  @Test
  void anArchiveEndsWithTwoEmptyBlocks() throws IOException {
    HostImage image = SyntheticImages.noise(PixelType.U8, new Size(3, 3), 1);
    ResultRow row = new ResultRow(Split.ALL, 0, "a.png", "", "");
    try (WebDatasetSink sink = sink(new Shards(Map.of(Split.ALL, 1L), 9), ElementType.UINT8)) {
      sink.reserve(row, image.type(), image.size());
      sink.write(row, image);
      sink.finish();
    }
    byte[] archive = Files.readAllBytes(folder.resolve("all/all-000000.tar"));
    // Header and content of the array and of the description, and the end.
    assertThat(archive).hasSize(4 * 512 + 1024);
    assertThat(ByteBuffer.wrap(archive, 4 * 512, 1024)).isEqualTo(ByteBuffer.allocate(1024));
  }

  @Test
  void whatHasNoPlaceIsRefused() throws IOException {
    HostImage image = SyntheticImages.noise(PixelType.U8, new Size(3, 3), 1);
    ResultRow row = new ResultRow(Split.TRAIN, 0, "a.png", "", "");
    ResultRow beyond = new ResultRow(Split.TRAIN, 1, "b.png", "", "");
    try (WebDatasetSink sink = sink(new Shards(Map.of(Split.TRAIN, 1L), 9), ElementType.UINT8)) {
      assertThatThrownBy(() -> sink.write(row, image)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> sink.reserve(beyond, image.type(), image.size()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> sink.reserve(row, PixelType.U16, new Size(50_000, 50_000)))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("a.png", "50000", "2 GiB", "--dtype");
      sink.reserve(row, image.type(), new Size(3, 300));
      assertThatThrownBy(() -> sink.write(row, image)).hasMessageContaining("another's place");
    }
    assertThat(Objects.requireNonNull(folder.resolve("train").toFile().list())).isEmpty();
  }
}
