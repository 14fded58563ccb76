package dev.xraygpu.sink;

import dev.xraygpu.image.HostImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes each result as a gray PNG of the depth of its pixels, in folders of splits and classes.
 */
public final class PngSink implements Sink {
  private final Path folder;

  /** Writes below that folder. */
  public PngSink(Path folder) {
    this.folder = folder;
  }

  @Override
  public void write(ResultRow row, HostImage pixels) throws IOException {
    Path file = folder.resolve(row.output());
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      PngEncoder.write(pixels, out);
    }
  }

  @Override
  public void finish() {
    // Every file is whole already.
  }

  @Override
  public void close() {
    // Nothing stays open between two images.
  }
}
