package dev.xraygpu.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.dataset.Split;
import dev.xraygpu.failure.OpenFiles;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NpySinkTest {
  private static final Size SIZE = new Size(7, 5);
  private static final Normalization NONE = new Normalization.None();

  @TempDir Path folder;

  @Test
  void aListOfNumbers() throws IOException {
    Path file = folder.resolve("list.npy");
    ByteBuffer numbers = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    numbers.putLong(5).putLong(-1).putLong(Long.MAX_VALUE).flip();
    try (NpyFile array = new NpyFile(file, "<i8", 8)) {
      array.write(0, numbers);
      array.finish(3);
    }
    assertThat(NpyArray.read(file).shape()).containsExactly(3L);
    assertThat(NpyArray.read(file).longs()).containsExactly(5, -1, Long.MAX_VALUE);
  }

  @Test
  void anEmptyArrayIsAnArray() throws IOException {
    Path file = folder.resolve("empty.npy");
    try (NpyFile array = new NpyFile(file, "<f4", 4, 224, 224)) {
      array.finish(0);
    }
    assertThat(NpyArray.read(file).shape()).containsExactly(0L, 224L, 224L);
  }

  @Test
  @EnabledOnOs(OS.LINUX) // which lists a process's open files
  void whatCannotBeCreatedLeavesNoFileOpen() throws IOException {
    Files.createDirectories(folder.resolve("val"));
    Files.createFile(folder.resolve("val/labels.npy"));
    assertThatThrownBy(
            () ->
                new NpySink(
                    folder,
                    List.of(Split.TRAIN, Split.VAL),
                    LabelArray.ofClasses(List.of("A")),
                    SIZE,
                    ElementType.FLOAT32,
                    NONE))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(folder.resolve("val/images.npy")).exists();
    assertThat(OpenFiles.below(folder)).isEmpty();
  }

  @Test
  void theHeaderHasRoomForAnyShape() {
    ByteBuffer header = NpyHeader.of("<f4", Long.MAX_VALUE, 16_384, 16_384);
    assertThat(header.remaining()).isEqualTo(128);
    String text = StandardCharsets.ISO_8859_1.decode(header).toString();
    assertThat(text).contains("(9223372036854775807, 16384, 16384), }").endsWith(" \n");
  }

  @Test
  void anExistingFileIsNotTouched() throws IOException {
    Path file = folder.resolve("a.npy");
    new NpyFile(file, "<f4", 4).close();
    assertThatThrownBy(() -> new NpyFile(file, "<f4", 4).close())
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @ParameterizedTest
  @EnumSource(ElementType.class)
  void rowsFromManyThreadsInAnyOrder(ElementType dtype) throws Exception {
    int count = 200;
    List<HostImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(SyntheticImages.noise(PixelType.values()[i % 2], SIZE, i));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(1));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<String> classes = List.of("NORMAL", "PNEUMONIA");
    try (NpySink sink =
        new NpySink(
            folder,
            List.of(Split.TRAIN, Split.TEST),
            LabelArray.ofClasses(classes),
            SIZE,
            dtype,
            NONE)) {
      List<Callable<Void>> writes = new ArrayList<>();
      for (int i : order) {
        String label = i % 5 == 0 ? "" : classes.get(i % 2);
        ResultRow row = new ResultRow(i < 150 ? Split.TRAIN : Split.TEST, i % 150, "", label, "");
        writes.add(
            () -> {
              sink.write(row, images.get(i));
              return null;
            });
      }
      for (Future<Void> write : threads.invokeAll(writes)) {
        write.get();
      }
      sink.finish();
    } finally {
      threads.shutdown();
    }
    for (Split split : List.of(Split.TRAIN, Split.TEST)) {
      int rows = split == Split.TRAIN ? 150 : 50;
      int first = split == Split.TRAIN ? 0 : 150;
      NpyArray array = NpyArray.read(folder.resolve(split.directory()).resolve("images.npy"));
      assertThat(array.descriptor()).isEqualTo(dtype.descriptor());
      assertThat(array.shape()).containsExactly((long) rows, 5L, 7L);
      long[] labels =
          NpyArray.read(folder.resolve(split.directory()).resolve("labels.npy")).longs();
      assertThat(labels).hasSize(rows);
      for (int row = 0; row < rows; row++) {
        int i = first + row;
        HostImage image = images.get(i);
        PixelEncoder encoder = PixelEncoder.of(image.type(), dtype, NONE);
        ByteBuffer expected = ByteBuffer.allocate(encoder.encodedBytes(35));
        encoder.encode(image.pixels(), 35, expected);
        assertThat(array.row(row)).isEqualTo(expected.array());
        assertThat(labels[row]).isEqualTo(i % 5 == 0 ? -1 : i % 2);
      }
    }
    assertThat(folder.resolve("val")).doesNotExist();
  }

  @Test
  void whatDoesNotBelongIsRefused() throws IOException {
    try (NpySink sink =
        new NpySink(
            folder,
            List.of(Split.ALL),
            LabelArray.ofClasses(List.of()),
            SIZE,
            ElementType.UINT8,
            NONE)) {
      HostImage fits = HostImage.allocate(PixelType.U8, SIZE);
      HostImage turned = HostImage.allocate(PixelType.U8, SIZE.transposed());
      assertThatThrownBy(() -> sink.write(new ResultRow(Split.TRAIN, 0, "", "", ""), fits))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> sink.write(new ResultRow(Split.ALL, 0, "", "", ""), turned))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
