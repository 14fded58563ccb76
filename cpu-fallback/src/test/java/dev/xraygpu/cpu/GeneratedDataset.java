package dev.xraygpu.cpu;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.sink.PngEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small dataset of PNG files on disk, whose pixels are remembered. */
final class GeneratedDataset {
  private final Path root;
  private final TreeMap<String, HostImage> images = new TreeMap<>();
  private final TreeSet<String> files = new TreeSet<>();

  private GeneratedDataset(Path root) {
    this.root = root;
  }

  static GeneratedDataset in(Path root) throws IOException {
    Files.createDirectories(root);
    return new GeneratedDataset(root);
  }

  /** 22 usable images of both depths in three splits and two classes. */
  GeneratedDataset withSplits() throws IOException {
    int seed = 0;
    for (String split : new String[] {"train", "val", "test"}) {
      for (String label : new String[] {"NORMAL", "PNEUMONIA"}) {
        int count = split.equals("train") ? 7 : 2;
        for (int i = 0; i < count; i++, seed++) {
          PixelType type = seed % 4 == 3 ? PixelType.U16 : PixelType.U8;
          Size size = new Size(100 + 37 * (seed % 5), 100 + 53 * (seed % 3));
          with(split + "/" + label + "/x" + i + ".png", SyntheticImages.smooth(type, size, seed));
        }
      }
    }
    return this;
  }

  /** Faults of several kinds, in the training split and outside of it. */
  GeneratedDataset withFaults() throws IOException {
    Size size = new Size(120, 110);
    with("train/NORMAL/black.png", SyntheticImages.constant(PixelType.U8, size, 1));
    with("train/NORMAL/dark.png", SyntheticImages.of(PixelType.U8, size, (x, y) -> (x + y) % 3));
    with("train/PNEUMONIA/flat.png", SyntheticImages.constant(PixelType.U16, size, 30_000));
    with("train/PNEUMONIA/tiny.png", SyntheticImages.smooth(PixelType.U8, new Size(40, 200), 1));
    with("train/PNEUMONIA/small.png", SyntheticImages.smooth(PixelType.U8, new Size(80, 200), 2));
    byte[] whole = PngEncoder.encode(SyntheticImages.smooth(PixelType.U8, size, 3));
    write("test/NORMAL/truncated.png", Arrays.copyOf(whole, whole.length / 2));
    write("train/NORMAL/notes.png", "not an image".getBytes(StandardCharsets.UTF_8));
    write("val/NORMAL/empty.png", new byte[0]);
    return this;
  }

  GeneratedDataset with(String path, HostImage image) throws IOException {
    images.put(path, image);
    return write(path, PngEncoder.encode(image));
  }

  GeneratedDataset write(String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    files.add(path);
    return this;
  }

  Path root() {
    return root;
  }

  /** Paths of all files, sorted. */
  Set<String> files() {
    return files;
  }

  /** The images by path, sorted; those of {@link #write} are not among them. */
  Map<String, HostImage> images() {
    return images;
  }
}
