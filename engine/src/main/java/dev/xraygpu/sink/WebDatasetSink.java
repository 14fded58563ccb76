package dev.xraygpu.sink;

import dev.xraygpu.dataset.Split;
import dev.xraygpu.file.WholeTransfer;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes tar archives as WebDataset reads them, {@code SPLIT/SPLIT-NNNNNN.tar}. Each result is a
 * few files that share the key of its row:
 *
 * <ul>
 *   <li>{@code KEY.npy}, an array of shape (H, W);
 *   <li>{@code KEY.cls}, the class's number as text, where it has one; or {@code KEY.labels.npy},
 *       an array of shape (K,), where images may have several classes;
 *   <li>{@code KEY.json}, with {@code index}, {@code label} and {@code path}.
 * </ul>
 *
 * <p>Places follow from the sizes of what comes before, which are known before the pixels are read,
 * so threads write at the same time.
 *
 * @see <a href="https://github.com/webdataset/webdataset">WebDataset</a>
 */
public final class WebDatasetSink implements Sink {
  private final Path folder;
  private final Shards shards;
  private final LabelArray labels;
  private final ElementType dtype;
  private final Map<PixelType, PixelEncoder> encoders = new EnumMap<>(PixelType.class);
  private final Map<Split, long[]> ends = new EnumMap<>(Split.class);
  private final Map<ResultRow, Place> places = new ConcurrentHashMap<>();
  private final ThreadLocal<ByteBuffer> memory =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(0));

  /** Where a result goes. */
  private record Place(Path archive, long offset, int bytes, List<Small> small) {}

  /** A file whose content is known without the pixels. */
  private record Small(String name, byte[] content) {}

  /**
   * Begins the archives of all splits that have results.
   *
   * @param folder an existing folder; nothing below it exists yet
   * @param shards how results are dealt out
   * @param labels how labels are written
   * @param dtype elements of the arrays
   * @param normalization numbers or nothing, {@link Normalization.OfTrain} resolved
   */
  public WebDatasetSink(
      Path folder, Shards shards, LabelArray labels, ElementType dtype, Normalization normalization)
      throws IOException {
    this.folder = folder;
    this.shards = shards;
    this.labels = labels;
    this.dtype = dtype;
    for (PixelType type : PixelType.values()) {
      encoders.put(type, PixelEncoder.of(type, dtype, normalization));
    }
    for (Split split : Split.values()) {
      if (shards.of(split) > 0) {
        Files.createDirectories(folder.resolve(split.directory()));
        ends.put(split, new long[shards.of(split)]);
      }
    }
  }

  @Override
  public void reserve(ResultRow row, PixelType type, Size size) throws IOException {
    long[] shardEnds = ends.get(row.split());
    if (shardEnds == null || row.index() >= shards.rowsOf(row.split())) {
      throw new IllegalArgumentException("row " + row.index() + " of " + row.split() + " is new");
    }
    List<Small> small = smallOf(row);
    long bytes = bytesOf(size, small);
    if (bytes > Integer.MAX_VALUE) {
      throw new IOException(
          row.path()
              + ": a result of "
              + size
              + " takes more than 2 GiB in an archive; add a resize stage or take a smaller --dtype");
    }
    int shard = shards.shardOf(row.split(), row.index());
    Path archive = folder.resolve(shards.file(row.split(), shard));
    places.put(row, new Place(archive, shardEnds[shard], Math.toIntExact(bytes), small));
    shardEnds[shard] += bytes;
  }

  private long bytesOf(Size size, List<Small> small) {
    long bytes = TarEntries.bytesOf(arrayBytes(size));
    for (Small file : small) {
      bytes += TarEntries.bytesOf(file.content().length);
    }
    return bytes;
  }

  private long arrayBytes(Size size) {
    return NpyHeader.LENGTH + size.area() * dtype.bytes();
  }

  private List<Small> smallOf(ResultRow row) {
    String key = Shards.keyOf(row.index());
    List<Small> files = new ArrayList<>();
    ByteBuffer label = labels.row(row.label());
    if (labels instanceof LabelArray.SeveralClasses several) {
      byte[] array = new byte[NpyHeader.LENGTH + label.remaining()];
      ByteBuffer.wrap(array).put(NpyHeader.of("<f4", several.sets().classes().size())).put(label);
      files.add(new Small(key + ".labels.npy", array));
    } else if (label.getLong(0) >= 0) {
      files.add(new Small(key + ".cls", ascii(Long.toString(label.getLong(0)))));
    }
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("index", row.index());
    json.put("label", row.label());
    json.put("path", row.path());
    files.add(new Small(key + ".json", json.toString().getBytes(StandardCharsets.UTF_8)));
    return files;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void write(ResultRow row, HostImage pixels) throws IOException {
    Place place = places.remove(row);
    PixelEncoder encoder = encoders.get(pixels.type());
    if (place == null || encoder == null) {
      throw new IllegalArgumentException("no place for row " + row.index() + " of " + row.split());
    }
    if (bytesOf(pixels.size(), place.small()) != place.bytes()) {
      throw new IllegalArgumentException("a result of " + pixels.size() + " in another's place");
    }
    ByteBuffer sample = room(place.bytes());
    TarEntries.begin(Shards.keyOf(row.index()) + ".npy", arrayBytes(pixels.size()), sample);
    sample.put(NpyHeader.of(dtype.descriptor(), pixels.size().height(), pixels.size().width()));
    encoder.encode(pixels.pixels(), pixels.pixelCount(), sample);
    TarEntries.pad(sample);
    for (Small file : place.small()) {
      TarEntries.begin(file.name(), file.content().length, sample);
      sample.put(file.content());
      TarEntries.pad(sample);
    }
    writeAt(place.archive(), place.offset(), sample.flip());
  }

  private ByteBuffer room(int bytes) {
    ByteBuffer room = memory.get();
    if (room.capacity() < bytes) {
      room = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
      memory.set(room);
    }
    return room.clear().limit(bytes);
  }

  // Opened each time: there may be more archives than a process may have open files.
  private static void writeAt(Path file, long offset, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      WholeTransfer.write(channel, bytes, offset);
    }
  }

  @Override
  public void finish() throws IOException {
    for (Map.Entry<Split, long[]> entry : ends.entrySet()) {
      long[] shardEnds = entry.getValue();
      for (int shard = 0; shard < shardEnds.length; shard++) {
        writeAt(
            folder.resolve(shards.file(entry.getKey(), shard)),
            shardEnds[shard],
            ByteBuffer.allocate(TarEntries.END_BYTES));
      }
    }
  }

  @Override
  public void close() {
    // No file stays open between two results.
  }
}
