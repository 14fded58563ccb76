package dev.xraygpu.cli;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.sink.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A few images on disk. */
final class PngDataset {
  private PngDataset() {}

  /** Eight images in two classes and two splits. */
  static Path create(Path root) throws IOException {
    for (String split : new String[] {"train", "test"}) {
      for (String label : new String[] {"NORMAL", "PNEUMONIA"}) {
        for (int i = 0; i < 2; i++) {
          write(root.resolve(split).resolve(label).resolve("x" + i + ".png"), 120 + 10 * i);
        }
      }
    }
    return root;
  }

  /** A ramp of some size with noise of its own, so that no two files show the same. */
  static Path write(Path file, int side) throws IOException {
    int names = file.getNameCount();
    Random noise = new Random(file.subpath(Math.max(0, names - 3), names).toString().hashCode());
    HostImage image = HostImage.allocate(PixelType.U8, Size.square(side));
    for (int i = 0; i < image.pixelCount(); i++) {
      image.pixels().put(i, (byte) (40 + i % side + noise.nextInt(40)));
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, PngEncoder.encode(image));
  }
}
