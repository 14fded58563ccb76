package dev.xraygpu.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.dataset.Split;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Read back with the JDK's own reader. */
class PngEncoderTest {
  @ParameterizedTest
  @EnumSource(PixelType.class)
  void thePixelsComeBack(PixelType type) throws IOException {
    for (Size size :
        List.of(
            new Size(1, 1),
            new Size(1, 30),
            new Size(31, 1),
            new Size(17, 13),
            new Size(224, 224),
            new Size(1001, 333))) {
      for (HostImage image :
          List.of(
              SyntheticImages.noise(type, size, 1),
              SyntheticImages.smooth(type, size, 2),
              SyntheticImages.constant(type, size, type.maxValue()))) {
        assertShows(PngEncoder.encode(image), image);
        assertShows(PngEncoder.encode(image, PngEncoder.Effort.QUICK), image);
      }
    }
  }

  private static void assertShows(byte[] file, HostImage image) throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
    assertThat(read.getWidth()).isEqualTo(image.size().width());
    assertThat(read.getHeight()).isEqualTo(image.size().height());
    assertThat(read.getSampleModel().getSampleSize(0)).isEqualTo(image.type().bits());
    assertThat(read.getSampleModel().getNumBands()).isEqualTo(1);
    int[] values =
        read.getRaster().getPixels(0, 0, image.size().width(), image.size().height(), (int[]) null);
    assertThat(values).isEqualTo(SyntheticImages.values(image));
  }

  // Blocks of pure noise are stored, with a few bytes more for each.
  @ParameterizedTest
  @EnumSource(PngEncoder.Effort.class)
  @Timeout(60)
  void largeNoiseThatCannotBeCompressedComesBack(PngEncoder.Effort effort) throws IOException {
    HostImage noise = SyntheticImages.noise(PixelType.U16, Size.square(1500), 1);
    assertShows(PngEncoder.encode(noise, effort), noise);
  }

  @Test
  void flatImagesBecomeSmall() {
    HostImage flat = SyntheticImages.constant(PixelType.U16, Size.square(500), 1234);
    assertThat(PngEncoder.encode(flat).length).isLessThan(5000);
  }

  @Test
  void theSinkMakesTheFoldersAndNeverReplacesAFile(@TempDir Path folder) throws IOException {
    HostImage image = SyntheticImages.noise(PixelType.U8, new Size(9, 9), 1);
    ResultRow row = new ResultRow(Split.TRAIN, 0, "", "NORMAL", "train/NORMAL/sub/a.png");
    try (PngSink sink = new PngSink(folder)) {
      sink.write(row, image);
      assertThatThrownBy(() -> sink.write(row, image))
          .isInstanceOf(FileAlreadyExistsException.class);
      sink.finish();
    }
    assertThat(Files.readAllBytes(folder.resolve("train/NORMAL/sub/a.png")))
        .isEqualTo(PngEncoder.encode(image));
  }

  @Test
  void singleFiles(@TempDir Path folder) throws IOException {
    HostImage image = SyntheticImages.noise(PixelType.U16, new Size(9, 4), 1);
    Path png = folder.resolve("a.PNG");
    Path npy = folder.resolve("a.npy");
    for (int i = 0; i < 2; i++) {
      SingleImageFile.writePixels(png, image);
      SingleImageFile.writePixels(npy, image);
    }
    assertThat(Files.readAllBytes(png)).isEqualTo(PngEncoder.encode(image));
    assertThat(NpyArray.read(npy).descriptor()).isEqualTo("<u2");
    assertThat(NpyArray.read(npy).shape()).containsExactly(4L, 9L);
    assertThat(NpyArray.read(npy).data().array()).endsWith(SyntheticImages.bytes(image));
    SingleImageFile.writeElements(
        npy, image, ElementType.FLOAT16, new Normalization.Fixed(0.5, 0.25));
    assertThat(NpyArray.read(npy).descriptor()).isEqualTo("<f2");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(png, npy);
    }
  }

  @Test
  void aSingleFileThatCannotBeWrittenLeavesNothing(@TempDir Path folder) throws IOException {
    HostImage image = SyntheticImages.noise(PixelType.U8, new Size(9, 4), 1);
    assertThatThrownBy(
            () ->
                SingleImageFile.writeElements(
                    folder.resolve("a.npy"),
                    image,
                    ElementType.FLOAT32,
                    new Normalization.OfTrain()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SingleImageFile.writePixels(folder.resolve("none/a.png"), image))
        .isInstanceOf(IOException.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
