package dev.xraygpu.sink;

import dev.xraygpu.dataset.Split;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes {@code SPLIT/images.npy} of shape (N, H, W) and {@code SPLIT/labels.npy}, a row per image
 * as a {@link LabelArray} has it.
 */
public final class NpySink implements Sink {
  private final Map<PixelType, PixelEncoder> encoders = new EnumMap<>(PixelType.class);
  private final Map<Split, Arrays> splits = new EnumMap<>(Split.class);
  private final LabelArray labels;
  private final Size size;
  private final ThreadLocal<ByteBuffer> rows;

  // All that is open, also where not all arrays of a split could be created.
  private final List<NpyFile> files = new ArrayList<>();

  private record Arrays(NpyFile images, NpyFile labels, AtomicLong rows) {}

  /**
   * Creates the arrays.
   *
   * @param folder an existing folder; nothing below it exists yet
   * @param present the splits that get arrays
   * @param labels how labels are written
   * @param size columns and rows of every result
   * @param normalization numbers or nothing, {@link Normalization.OfTrain} resolved
   */
  public NpySink(
      Path folder,
      List<Split> present,
      LabelArray labels,
      Size size,
      ElementType dtype,
      Normalization normalization)
      throws IOException {
    this.labels = labels;
    this.size = size;
    for (PixelType type : PixelType.values()) {
      encoders.put(type, PixelEncoder.of(type, dtype, normalization));
    }
    int rowBytes = Math.toIntExact(size.area() * dtype.bytes());
    this.rows =
        ThreadLocal.withInitial(
            () -> ByteBuffer.allocateDirect(rowBytes).order(ByteOrder.LITTLE_ENDIAN));
    try {
      for (Split split : present) {
        splits.put(split, create(folder.resolve(split.directory()), dtype));
      }
    } catch (IOException e) {
      try {
        close();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private Arrays create(Path directory, ElementType dtype) throws IOException {
    Files.createDirectories(directory);
    NpyFile images =
        new NpyFile(
            directory.resolve("images.npy"),
            dtype.descriptor(),
            dtype.bytes(),
            size.height(),
            size.width());
    files.add(images);
    NpyFile ofLabels = labels.create(directory.resolve("labels.npy"));
    files.add(ofLabels);
    return new Arrays(images, ofLabels, new AtomicLong());
  }

  @Override
  public void write(ResultRow row, HostImage pixels) throws IOException {
    Arrays arrays = splits.get(row.split());
    PixelEncoder encoder = encoders.get(pixels.type());
    if (arrays == null || encoder == null || !pixels.size().equals(size)) {
      throw new IllegalArgumentException(
          "a result of " + pixels.size() + " for " + row.split() + " in arrays of " + size);
    }
    ByteBuffer elements = rows.get().clear();
    encoder.encode(pixels.pixels(), pixels.pixelCount(), elements);
    arrays.images.write(row.index(), elements.flip());
    arrays.labels.write(row.index(), labels.row(row.label()));
    arrays.rows.incrementAndGet();
  }

  @Override
  public void finish() throws IOException {
    for (Arrays arrays : splits.values()) {
      arrays.images.finish(arrays.rows.get());
      arrays.labels.finish(arrays.rows.get());
    }
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (NpyFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
