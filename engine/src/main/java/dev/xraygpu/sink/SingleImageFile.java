package dev.xraygpu.sink;

import dev.xraygpu.file.WholeFile;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Writes one image to a file of its own, {@code .png} or {@code .npy} of shape (H, W). */
public final class SingleImageFile {
  private SingleImageFile() {}

  /**
   * Writes pixels as they are, uint8 or uint16.
   *
   * @throws IOException if the file cannot be written; nothing is there under its name then
   */
  public static void writePixels(Path file, HostImage image) throws IOException {
    ElementType type = image.type() == PixelType.U8 ? ElementType.UINT8 : ElementType.UINT16;
    writeElements(file, image, type, new Normalization.None());
  }

  /** Writes scaled and normalised elements; a PNG takes pixels only. */
  public static void writeElements(
      Path file, HostImage image, ElementType type, Normalization normalization)
      throws IOException {
    boolean png = file.toString().toLowerCase(Locale.ROOT).endsWith(".png");
    WholeFile.replace(
        file,
        unfinished -> {
          if (png) {
            Files.write(unfinished, PngEncoder.encode(image), StandardOpenOption.CREATE_NEW);
          } else {
            writeArray(unfinished, image, type, normalization);
          }
        });
  }

  private static void writeArray(
      Path file, HostImage image, ElementType type, Normalization normalization)
      throws IOException {
    PixelEncoder encoder = PixelEncoder.of(image.type(), type, normalization);
    ByteBuffer elements =
        ByteBuffer.allocate(encoder.encodedBytes(image.pixelCount()))
            .order(ByteOrder.LITTLE_ENDIAN);
    encoder.encode(image.pixels(), image.pixelCount(), elements);
    try (NpyFile array = new NpyFile(file, type.descriptor(), type.bytes(), image.size().width())) {
      array.write(0, elements.flip());
      array.finish(image.size().height());
    }
  }
}
