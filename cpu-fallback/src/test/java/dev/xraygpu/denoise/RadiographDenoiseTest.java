package dev.xraygpu.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.FaultKind;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.StageText;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Filters on real radiographs at 224 pixels, every third of the development set. */
class RadiographDenoiseTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data", "chest_xray");
  private static final int EVERY = 3;

  private static List<HostImage> radiographs() throws Exception {
    assumeTrue(
        Files.isDirectory(DATA),
        RadiographDenoiseTest.class.getSimpleName() + ": skipped, there is no " + DATA);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(DATA)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    List<HostImage> images = new ArrayList<>();
    Decoders decoders = Decoders.load();
    for (int i = 0; i < files.size(); i += EVERY) {
      byte[] bytes = Files.readAllBytes(files.get(i));
      ByteBuffer file = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      OpenImage image = decoders.open(file, DecodeRequest.DEFAULT);
      HostImage pixels = HostImage.allocate(image.header().pixelType(), image.header().size());
      image.decode(1, pixels);
      images.add(pixels);
    }
    return images;
  }

  private static double flagged(List<HostImage> images, String filter) throws Exception {
    DenoiseGuard guard =
        DenoiseGuard.of(
                List.of(
                    new Resize(Size.square(224), Fit.LETTERBOX, Interpolation.LINEAR),
                    StageText.denoise(filter).orElseThrow()),
                new FaultChoices(Map.of(FaultKind.DENOISE_TOO_STRONG, FaultChoice.FLAG)))
            .orElseThrow();
    long flagged =
        images.stream()
            .filter(image -> guard.check("x", image, Rectangle.whole(image.size())).isPresent())
            .count();
    return (double) flagged / images.size();
  }

  @Test
  void theDefaultPassesAndStrongFiltersDoNot() throws Exception {
    List<HostImage> images = radiographs();
    assertThat(images).hasSizeGreaterThan(30);
    assertThat(flagged(images, "median:3")).isZero();
    assertThat(flagged(images, "bilateral:5:25:25")).isZero();
    assertThat(flagged(images, "bilateral:9:100:100")).isEqualTo(1);
    assertThat(flagged(images, "non-local-means:30")).isEqualTo(1);
  }
}
